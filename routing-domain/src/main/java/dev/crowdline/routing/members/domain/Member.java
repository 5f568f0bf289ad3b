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
 * @param paused whether the member wants nothing new to be offered, though present
 * @param pause what an operator decided beside that, or null
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
    @Nullable Pause pause,
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

  /** Whether nothing new is offered, whoever decided so. */
  public boolean isResting() {
    return paused || pause != null;
  }

  /** How many pieces of work the member may hold now; what is held already stays held. */
  public int mayHold() {
    if (isResting()) {
      return 0;
    }
    return ownLimit == null ? capacity : Math.min(capacity, ownLimit);
  }

  /** Somebody new: rested, with no work, not online, who has accepted no terms yet. */
  public static Member registered(
      UUID id,
      String community,
      String alias,
      Tier tier,
      List<String> languages,
      List<String> sites,
      List<Need> skills,
      Map<String, Integer> skillCeiling,
      int capacity,
      Instant now) {
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
        null,
        false,
        null,
        0,
        false,
        null,
        now,
        now);
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
        pause,
        load,
        online,
        version,
        registeredAt,
        idleSince);
  }

  /** The same with other skills. */
  public Member knowing(List<Need> other) {
    return new Member(
        id,
        community,
        alias,
        tier,
        languages,
        sites,
        other,
        skillCeiling,
        capacity,
        ownLimit,
        paused,
        pause,
        load,
        online,
        termsVersion,
        registeredAt,
        idleSince);
  }

  /** The same, on this pause of an operator's; null ends it. */
  public Member on(@Nullable Pause other) {
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
        other,
        load,
        online,
        termsVersion,
        registeredAt,
        idleSince);
  }
}
