package dev.crowdline.routing.members.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can be offered work.
 *
 * @param load how many live offers and active assignments the member holds
 * @param termsVersion the version of the community's terms that was accepted, or null
 * @param idleSince when the member last took new work, or registered
 */
public record Member(
    UUID id,
    String community,
    String alias,
    Tier tier,
    List<String> languages,
    List<String> sites,
    List<Need> skills,
    int capacity,
    int load,
    boolean online,
    @Nullable Integer termsVersion,
    Instant registeredAt,
    Instant idleSince) {
  public Member {
    languages = List.copyOf(languages);
    sites = List.copyOf(sites);
    skills = List.copyOf(skills);
  }

  /** The same, having accepted this version of the community's terms. */
  public Member havingAccepted(int version) {
    return new Member(
        id,
        community,
        alias,
        tier,
        languages,
        sites,
        skills,
        capacity,
        load,
        online,
        version,
        registeredAt,
        idleSince);
  }
}
