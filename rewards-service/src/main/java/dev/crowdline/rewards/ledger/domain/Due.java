package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/** A step that is due for what an answer earns by a rule. */
public record Due(Pay pay, UUID memberId, int round, Step step) {
  public UUID assignmentId() {
    return pay.assignmentId();
  }
}
