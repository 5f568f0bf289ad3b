package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Need;
import java.util.List;

/**
 * An operator said that a request is about something else than it was taken for; it is offered by
 * what that needs from now on. Who works on it goes on.
 *
 * @param topic the community's topic
 * @param needs at the levels that will do, until the plan widens them
 */
public record RequestUnderstood(String topic, List<Need> needs) {
  public RequestUnderstood {
    needs = List.copyOf(needs);
  }
}
