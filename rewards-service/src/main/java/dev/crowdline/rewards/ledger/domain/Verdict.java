package dev.crowdline.rewards.ledger.domain;

import org.jspecify.annotations.Nullable;

/**
 * What was judged about an answer.
 *
 * @param rank orders verdicts by round, however they are heard: the reopening that begins round r
 *     ranks 2r, resolving in round r ranks 2r + 1, and a cancellation above all
 */
public record Verdict(Outcome outcome, long rank) {
  /** Confirmed or refused. */
  public enum Outcome {
    CONFIRMED,
    REFUSED
  }

  /** A cancellation pays the answer that waits, and is final. */
  static final Verdict BY_CANCELLATION = new Verdict(Outcome.CONFIRMED, Long.MAX_VALUE);

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
