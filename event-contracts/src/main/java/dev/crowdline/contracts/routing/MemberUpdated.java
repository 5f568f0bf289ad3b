package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member is offered work by changed; all of it as it is now. */
public record MemberUpdated(
    String alias,
    Tier tier,
    List<String> languages,
    List<String> sites,
    int capacity,
    @Nullable Integer termsVersion) {
  public MemberUpdated {
    languages = List.copyOf(languages);
    sites = List.copyOf(sites);
  }
}
