package dev.crowdline.sla.clocks.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Alert;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Deadlines;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Status;
import dev.crowdline.sla.clocks.domain.Timeline;
import dev.crowdline.sla.clocks.domain.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row to store, with what follows from its clocks and is stored for lists to find it by.
 *
 * @param listedDueAt set while it is on the overdue list
 * @param listedBudgetMillis of the clock that is due then
 * @param alertedAt of its latest alert
 */
record NewRow(
    ClockedRequest request,
    PlanTable.@Nullable Key plan,
    Timeline timeline,
    @Nullable Instant listedDueAt,
    @Nullable Long listedBudgetMillis,
    @Nullable Instant alertedAt) {

  static NewRow of(ClockedRequest request, PlanTable.@Nullable Key plan) {
    Timeline timeline = request.clocks().timeline();
    Urgency urgency = Urgency.of(request.clocks(), timeline);
    List<Alert> alerts = Alert.of(request.clocks(), timeline);
    return new NewRow(
        request,
        plan,
        timeline,
        urgency == null ? null : urgency.dueAt(),
        urgency == null ? null : budgetMillis(request.clocks(), timeline, urgency),
        alerts.isEmpty() ? null : alerts.getFirst().at());
  }

  /** What is listed has a plan. */
  private static long budgetMillis(RequestClocks clocks, Timeline timeline, Urgency urgency) {
    Plan plan = Objects.requireNonNull(clocks.plan());
    return Math.max(1, Deadlines.of(clocks, plan, timeline).budget(urgency.clock()).toMillis());
  }

  RequestClocks clocks() {
    return request.clocks();
  }

  /** Whose answer was confirmed; null while none is. */
  @Nullable Tier resolvedBy() {
    return timeline.status() == Status.RESOLVED ? timeline.resolvedBy() : null;
  }

  boolean atRisk() {
    return !timeline.status().isFinished() && clocks().isAtRisk(timeline);
  }
}
