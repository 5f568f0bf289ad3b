package dev.crowdline.rewards.ledger.domain;

import org.jspecify.annotations.Nullable;

/**
 * What was judged about an answer.
 *
 * @param rank orders verdicts by round, however they are heard: the reopening that begins round r
 *     ranks 2r, resolving in round r ranks 2r + 1, and what is final above all
 */
public record Verdict(Outcome outcome, long rank) {
  /** What a customer may say of an answer. */
  public enum Outcome {
    CONFIRMED,
    REFUSED,
    /** Confirmed in a later round than its own, hence refused before. */
    CONFIRMED_AFTER_ALL
  }

  /** A cancellation pays the answer that waits, and is final. */
  static final Verdict BY_CANCELLATION = new Verdict(Outcome.CONFIRMED, Long.MAX_VALUE);

  /** It resolves the request, which nothing opens again. */
  static final Verdict AFTER_ALL = new Verdict(Outcome.CONFIRMED_AFTER_ALL, Long.MAX_VALUE);

  static Verdict confirmedIn(int round) {
    return new Verdict(Outcome.CONFIRMED, 2L * round + 1);
  }

  static Verdict refusedBeginning(int round) {
    return new Verdict(Outcome.REFUSED, 2L * round);
  }

  /** The one that holds. */
  Verdict orLater(@Nullable Verdict other) {
    return other != null && other.rank >= rank ? other : this;
  }
}
