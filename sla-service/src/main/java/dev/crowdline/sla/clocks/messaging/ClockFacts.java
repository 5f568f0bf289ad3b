package dev.crowdline.sla.clocks.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.EscalationWithdrawn;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.contracts.sla.TargetAtRisk;
import dev.crowdline.contracts.sla.TargetBreached;
import dev.crowdline.contracts.sla.TargetMet;
import dev.crowdline.sla.clocks.Change;
import dev.crowdline.sla.clocks.StatingEvents;
import dev.crowdline.sla.clocks.domain.ClockEvent;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The facts that sla states. A breach that turns out undue is corrected by the target being met.
 */
@ApplicationScoped
class ClockFacts implements StatingEvents {

  @Override
  public void state(Tx tx, Instant now, Change change) {
    for (ClockEvent event : change.events()) {
      Object fact = fact(event);
      if (fact != null) {
        state(tx, now, change, fact);
      }
    }
  }

  private static void state(Tx tx, Instant now, Change change, Object data) {
    ClockedRequest.Key key = change.after().key();
    Fact<?> cause = change.cause();
    tx.state(key.community(), key.requestId().toString(), now, cause, data);
  }

  /** Null for what concerns nobody else. */
  static @Nullable Object fact(ClockEvent event) {
    return switch (event) {
      case ClockEvent.StepRaised e -> raised(e);
      case ClockEvent.StepWithdrawn e ->
          new EscalationWithdrawn(e.raised().step(), e.raised().round(), e.raised().stepId());
      case ClockEvent.Replanned e -> new PolicyApplied(e.policyVersion(), e.stepsLeft());
      case ClockEvent.AtRisk e -> new TargetAtRisk(e.clock(), e.breachesAt());
      case ClockEvent.Breached e -> new TargetBreached(e.clock(), e.dueAt());
      case ClockEvent.Met e -> new TargetMet(e.clock(), e.used().toMillis());
      case ClockEvent.StillUnknown e -> null;
    };
  }

  private static EscalationRaised raised(ClockEvent.StepRaised event) {
    Policy.Step step = event.step();
    return new EscalationRaised(
        event.raised().step(),
        event.last(),
        event.raised().round(),
        event.raised().usedPercent(),
        step.widenLevels(),
        step.waveFactor(),
        step.rewardPercent(),
        step.tier(),
        step.alert(),
        event.raised().stepId());
  }
}
