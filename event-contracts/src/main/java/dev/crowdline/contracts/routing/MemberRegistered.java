package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;

/** A person can be offered work. */
public record MemberRegistered(
    String alias,
    Tier tier,
    List<String> languages,
    List<String> sites,
    int capacity,
    List<Need> skills) {
  public MemberRegistered {
    languages = List.copyOf(languages);
    sites = List.copyOf(sites);
    skills = List.copyOf(skills);
  }
}
