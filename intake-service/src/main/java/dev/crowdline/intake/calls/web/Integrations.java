package dev.crowdline.intake.calls.web;

import dev.crowdline.intake.communities.domain.ApiKey;
import dev.crowdline.support.security.Caller;
import java.util.Objects;

/** For which program somebody calls. */
final class Integrations {
  private Integrations() {}

  /** The one that holds the key; who signed in tries what the community's default one will do. */
  static String of(Caller caller) {
    return Objects.requireNonNullElse(caller.integration(), ApiKey.DEFAULT_INTEGRATION);
  }

  /** Whether its calls are those of an integration: a key's, or an integrator's who signed in. */
  static boolean calls(Caller caller) {
    return caller.tenant() != null
        && (caller.integration() != null || caller.is(Caller.INTEGRATOR));
  }
}
