package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import java.time.Duration;
import java.time.Instant;

/** What follows from the clocks of a request. */
public sealed interface ClockEvent {

  /** Something that became due by itself, and when that was; how late it fired is measured. */
  sealed interface Fired extends ClockEvent {
    Instant dueAt();
  }

  /** A step of the plan is due. */
  record StepRaised(RaisedStep raised, Policy.Step step, boolean last) implements Fired {
    @Override
    public Instant dueAt() {
      return raised.at();
    }
  }

  /** A clock has used so much that its target will be missed soon. */
  record AtRisk(SlaClock clock, Instant since, Instant breachesAt) implements Fired {
    @Override
    public Instant dueAt() {
      return since;
    }
  }

  /** A clock has used all. */
  record Breached(SlaClock clock, Instant dueAt) implements Fired {}

  /** A step was not due after all: something that happened before was heard after. */
  record StepWithdrawn(RaisedStep raised) implements ClockEvent {}

  /** It goes by another version of the policy from now on. */
  record Replanned(int policyVersion, boolean stepsLeft) implements ClockEvent {}

  /** A clock was stopped in time. */
  record Met(SlaClock clock, Duration used) implements ClockEvent {}

  /** Something was heard of a request, and for a minute nothing that introduces it. */
  record StillUnknown() implements ClockEvent {}
}
