package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A member who could be offered work.
 *
 * @param capacity how many pieces of work at once
 * @param present when, in order, apart from each other
 */
public record Person(
    UUID id,
    Tier tier,
    List<String> languages,
    List<Need> skills,
    int capacity,
    List<Stay> present) {
  public Person {
    languages = List.copyOf(languages);
    skills = List.copyOf(skills);
    present = List.copyOf(present);
  }

  /** From then, until then. */
  public record Stay(Instant from, Instant to) {}
}
