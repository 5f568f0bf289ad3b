package dev.crowdline.routing.members.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can be offered work.
 *
 * @param capacity how many pieces of work at once an operator grants
 * @param ownLimit how many the member wants at most; null for as many as are granted
 * @param paused whether nothing new is offered, though the member is present
 * @param load how many live offers and active assignments the member holds
 * @param skillCeiling skill to the level that an operator decided; the member sets none above it
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
    Map<String, Integer> skillCeiling,
    int capacity,
    @Nullable Integer ownLimit,
    boolean paused,
    int load,
    boolean online,
    @Nullable Integer termsVersion,
    Instant registeredAt,
    Instant idleSince) {
  public Member {
    languages = List.copyOf(languages);
    sites = List.copyOf(sites);
    skills = List.copyOf(skills);
    skillCeiling = Map.copyOf(skillCeiling);
  }

  /** How many pieces of work the member may hold now; what is held already stays held. */
  public int mayHold() {
    if (paused) {
      return 0;
    }
    return ownLimit == null ? capacity : Math.min(capacity, ownLimit);
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
        skillCeiling,
        capacity,
        ownLimit,
        paused,
        load,
        online,
        version,
        registeredAt,
        idleSince);
  }
}
