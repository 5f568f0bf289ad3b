package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is on the overdue list: its most pressing clock, and when that clock ends or ended.
 */
public record Urgency(SlaClock clock, Instant dueAt) {

  /**
   * The urgency of a request that somebody may still have to help with and of which a target is at
   * risk or missed, for which routing has no step left, or which is above the community: nobody
   * else sees it, so staff need not wait until it is late. An answered request is not listed: there
   * is nothing to take. It returns when it is reopened.
   */
  public static @Nullable Urgency of(RequestClocks clocks, Timeline timeline) {
    Plan plan = clocks.plan();
    if (plan == null || !timeline.status().wantsHelp()) {
      return null;
    }
    boolean whileOpen = timeline.exhaustedAt() != null || clocks.asksForStaff();
    Deadlines deadlines = Deadlines.of(clocks, plan, timeline);
    Urgency most = null;
    for (SlaClock clock : SlaClock.all()) {
      Spans spans = timeline.spans(clock);
      Judged said = clocks.judged(clock);
      boolean atRisk = said.atRiskAt() != null && spans.isOpen();
      boolean listed = said.breachedAt() != null || atRisk;
      if (listed || (whileOpen && spans.isOpen())) {
        Instant dueAt = deadlines.reaches(clock, 100);
        if (dueAt != null && (most == null || dueAt.isBefore(most.dueAt()))) {
          most = new Urgency(clock, dueAt);
        }
      }
    }
    return most;
  }
}
