package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/** What an answer earns by one rule. */
public record Pay(UUID assignmentId, Rule rule) {
  /** The reward of an answer. */
  public static Pay of(UUID assignmentId) {
    return new Pay(assignmentId, Rule.CONFIRMED_ANSWER);
  }
}
