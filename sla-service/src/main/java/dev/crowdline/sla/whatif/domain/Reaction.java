package dev.crowdline.sla.whatif.domain;

import java.time.Duration;
import java.util.UUID;

/**
 * What a member did about an offer.
 *
 * @param after how long after it was made; of one that was not seen, how long nothing was
 */
public record Reaction(Kind kind, Duration after) {

  /** What it was. */
  public enum Kind {
    ACCEPTED,
    DECLINED,
    /**
     * The offer ended before the member did anything: its time was over, or somebody was faster.
     */
    UNSEEN
  }

  /** Nothing, for as long as an offer may stand. */
  static final Reaction NONE = new Reaction(Kind.UNSEEN, Duration.ofDays(366));

  /** The same, of that member. */
  public record To(UUID memberId, Reaction reaction) {}

  boolean isSeen() {
    return kind != Kind.UNSEEN;
  }
}
