package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The most pressing clock of a request, and when that clock ends or ended: why it is on the overdue
 * list, and by what it is sorted there.
 */
public record Urgency(SlaClock clock, Instant dueAt) {

  /**
   * The urgency of a request that somebody may still have to help with and of which a target is at
   * risk or missed, for which routing has no step left, or which is above the community: nobody
   * else sees it, so staff need not wait until it is late. An answered request is not listed: there
   * is nothing to take. It returns when it is reopened. What has stopped loses nothing by waiting,
   * so a clock that runs is the most pressing one, however late another was stopped.
   */
  public static @Nullable Urgency of(RequestClocks clocks, Timeline timeline) {
    boolean whileOpen = timeline.exhaustedAt() != null || clocks.asksForStaff();
    if (!whileOpen
        && SlaClock.all().stream().noneMatch(clock -> isLate(clocks, timeline, clock))
        && timeline.replies().stream().noneMatch(reply -> isLate(clocks, reply))) {
      return null;
    }
    Urgency running = first(clocks, timeline, (said, spans) -> spans.isOpen());
    return running != null
        ? running
        : first(clocks, timeline, (said, spans) -> said.breachedAt() != null);
  }

  private static boolean isLate(RequestClocks clocks, Timeline timeline, SlaClock clock) {
    Judged said = clocks.judged(clock);
    return said.breachedAt() != null || (said.atRiskAt() != null && timeline.spans(clock).isOpen());
  }

  /** What was replied to late loses nothing any more. */
  private static boolean isLate(RequestClocks clocks, Reply reply) {
    Judged said = clocks.judged(reply);
    return reply.spans().isOpen() && (said.breachedAt() != null || said.atRiskAt() != null);
  }

  /** The clock of a request that ends next, or ended first; null when nobody has to help. */
  public static @Nullable Urgency next(RequestClocks clocks, Timeline timeline) {
    return first(clocks, timeline, (said, spans) -> said.breachedAt() != null || spans.isOpen());
  }

  /** Of the clocks that count, the one that ends or ended first. */
  private static @Nullable Urgency first(
      RequestClocks clocks, Timeline timeline, BiPredicate<Judged, Spans> counts) {
    Plan plan = clocks.plan();
    if (plan == null || !timeline.status().wantsHelp()) {
      return null;
    }
    Deadlines deadlines = Deadlines.of(clocks, plan, timeline);
    Urgency first = null;
    for (SlaClock clock : SlaClock.all()) {
      if (counts.test(clocks.judged(clock), timeline.spans(clock))) {
        Instant dueAt = deadlines.reaches(clock, 100);
        if (dueAt != null && (first == null || dueAt.isBefore(first.dueAt()))) {
          first = new Urgency(clock, dueAt);
        }
      }
    }
    for (Reply reply : timeline.replies()) {
      Instant dueAt = reply.spans().isOpen() ? deadlines.reaches(reply, 100) : null;
      if (dueAt != null && (first == null || dueAt.isBefore(first.dueAt()))) {
        first = new Urgency(SlaClock.NEXT_RESPONSE, dueAt);
      }
    }
    return first;
  }
}
