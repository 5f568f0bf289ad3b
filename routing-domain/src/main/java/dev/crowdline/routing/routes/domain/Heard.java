package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Judged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is heard of a request after its submission. */
public sealed interface Heard {

  /**
   * The customer wrote.
   *
   * @param number of the customer's message; null when the teller knows none
   * @param thanks whether these are thanks and nothing else
   */
  record CustomerWrote(
      UUID messageId, String text, @Nullable Integer number, boolean thanks, Instant at)
      implements Heard {}

  /** Staff wrote to the customer. */
  record StaffWrote(UUID messageId, String text, Instant at) implements Heard {}

  /** It became more pressing. */
  record PriorityRaised(Priority to) implements Heard {}

  /** It is about something else, and needs that. */
  record Understood(List<Need> needs) implements Heard {
    public Understood {
      needs = List.copyOf(needs);
    }
  }

  /** Members below that tier must not see it any more. */
  record TierRaised(Tier minimum) implements Heard {}

  /** The answer did not help. */
  record Reopened(int round, @Nullable UUID preferredMember) implements Heard {}

  /** It is resolved or cancelled. */
  record Over() implements Heard {}

  /** An incident answers it. */
  record Linked() implements Heard {}

  /**
   * No incident answers it any more.
   *
   * @param round that it is in from now on
   */
  record Split(int round) implements Heard {}

  /** The plan took a step. */
  record Escalated(Demand.Escalation escalation) implements Heard {}

  /** Another version of the policy counts, under which steps are left or not. */
  record Replanned(boolean stepsLeft) implements Heard {}

  /** The customer said something of an answer. */
  record Said(Judged judged) implements Heard {}
}
