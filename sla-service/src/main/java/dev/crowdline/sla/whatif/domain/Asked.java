package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Traits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was submitted, and what people did about it.
 *
 * @param traits what policies tell requests apart by
 * @param reactions to offers, in the order in which they were made
 * @param work that was taken, in that order
 * @param verdicts on its answers, in their order; one that nobody had judged yet has none
 * @param words what was said of it from outside, in that order
 * @param listed how long it was on the overdue list until it was claimed from there, or left it
 *     otherwise; null when it was never on it
 * @param recorded what became of it
 */
public record Asked(
    UUID id,
    Instant at,
    Traits traits,
    List<Need> needs,
    Tier minimumTier,
    List<Reaction.To> reactions,
    List<Work> work,
    List<Verdict> verdicts,
    List<Word> words,
    @Nullable Reaction listed,
    Course recorded) {
  public Asked {
    needs = List.copyOf(needs);
    reactions = List.copyOf(reactions);
    work = List.copyOf(work);
    verdicts = List.copyOf(verdicts);
    words = List.copyOf(words);
  }

  /** One of which nothing but the question is known. */
  public static Asked only(UUID id, Instant at, Traits traits, List<Need> needs, Tier minimumTier) {
    return new Asked(
        id,
        at,
        traits,
        needs,
        minimumTier,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        Course.NOTHING);
  }
}
