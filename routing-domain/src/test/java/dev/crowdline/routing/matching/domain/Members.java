package dev.crowdline.routing.matching.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Members to test with: one says what is special about it, the rest is ordinary. */
record Members(
    UUID id,
    String community,
    Tier tier,
    List<String> languages,
    List<Need> skills,
    int capacity,
    int load) {
  static final Instant IDLE_SINCE = Instant.parse("2026-11-22T09:00:00Z");

  /** Speaks English, knows tv at level 3, has room for two. */
  static Members member(long number) {
    return new Members(
        new UUID(0, number),
        "demo",
        Tier.COMMUNITY,
        List.of("en"),
        List.of(new Need("tv", 3)),
        2,
        0);
  }

  Members community(String other) {
    return new Members(id, other, tier, languages, skills, capacity, load);
  }

  Members tier(Tier other) {
    return new Members(id, community, other, languages, skills, capacity, load);
  }

  Members speaks(String... others) {
    return new Members(id, community, tier, List.of(others), skills, capacity, load);
  }

  Members skills(Need... others) {
    return new Members(id, community, tier, languages, List.of(others), capacity, load);
  }

  Members holds(int newLoad, int of) {
    return new Members(id, community, tier, languages, skills, of, newLoad);
  }

  Member get() {
    return new Member(
        id,
        community,
        "m" + id.getLeastSignificantBits(),
        tier,
        languages,
        List.of(),
        skills,
        Map.of(),
        capacity,
        null,
        false,
        null,
        load,
        true,
        1,
        IDLE_SINCE,
        IDLE_SINCE);
  }
}
