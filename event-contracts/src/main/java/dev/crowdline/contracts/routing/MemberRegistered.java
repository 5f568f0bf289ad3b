package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person can be offered work.
 *
 * @param identity whose sign-in this is, by hash: {@link MemberIdentity}; absent when nobody is
 *     linked
 */
public record MemberRegistered(
    String alias,
    Tier tier,
    List<String> languages,
    List<String> sites,
    int capacity,
    List<Need> skills,
    @Nullable String identity) {
  public MemberRegistered {
    languages = List.copyOf(languages);
    sites = List.copyOf(sites);
    skills = List.copyOf(skills);
  }
}
