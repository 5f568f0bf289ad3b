package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/** What points were moved for; with a leg it is the natural key of a transfer (P5). */
public sealed interface Purpose {
  /** The rule by which they were moved. */
  String rule();

  /** What an answer earns by a rule. */
  record Answer(Rule by, UUID assignmentId, UUID requestId, int round) implements Purpose {
    @Override
    public String rule() {
      return by.text();
    }
  }

  /** A member's purchase. */
  record Redemption(UUID redemptionId) implements Purpose {
    /** The rule's name in transfers. */
    public static final String RULE = "redemption";

    @Override
    public String rule() {
      return RULE;
    }
  }

  /**
   * An operator adds or takes off points.
   *
   * @param noteMark salted hash of the note, which is sealed in its place
   */
  record Correction(UUID correctionId, String noteMark) implements Purpose {
    /** The rule's name in transfers. */
    public static final String RULE = "correction";

    @Override
    public String rule() {
      return RULE;
    }
  }

  /** An article made of the member's answer solved a request. */
  record Royalty(UUID requestId) implements Purpose {
    /** The rule's name in transfers. */
    public static final String RULE = "royalty";

    @Override
    public String rule() {
      return RULE;
    }
  }

  /** Points grew too old, of which the member had notice. */
  record Expiry(UUID noticeId) implements Purpose {
    /** The rule's name in transfers. */
    public static final String RULE = "expiry";

    @Override
    public String rule() {
      return RULE;
    }
  }
}
