package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the budgets of a request's clocks are used. The priority that it was submitted with counts
 * from the submission, one that it was raised to from then on, with the time that was used already:
 * the earliest of their deadlines is the clock's. So a raise never gives time back, misses no
 * target in the past, and takes back nothing that was met or missed before it.
 */
public final class Deadlines {
  private final Timeline timeline;
  private final List<Counting> counting = new ArrayList<>();

  private record Counting(Instant from, Policy.Targets targets) {}

  private Deadlines(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Those of clocks with a plan. */
  public static Deadlines of(RequestClocks clocks, Plan plan, Timeline timeline) {
    Deadlines deadlines = new Deadlines(timeline);
    deadlines.counting.add(new Counting(Instant.MIN, plan.targets()));
    for (Mark mark : clocks.marks()) {
      if (mark instanceof Mark.PriorityRaised raised) {
        deadlines.counting.add(new Counting(raised.at(), plan.targetsOf(raised.priority())));
      }
    }
    return deadlines;
  }

  /** When that share of a clock's budget is or will be used; null when it never is. */
  public @Nullable Instant reaches(SlaClock clock, int percent) {
    return reaches(clock, timeline.spans(clock), percent);
  }

  /** The same of one wait for our next message. */
  public @Nullable Instant reaches(Reply reply, int percent) {
    return reaches(SlaClock.NEXT_RESPONSE, reply.spans(), percent);
  }

  @Nullable Instant reaches(SlaClock clock, Spans spans, int percent) {
    Instant earliest = null;
    for (Counting each : counting) {
      Duration budget = Plan.budget(each.targets(), clock);
      Instant there =
          budget == null ? null : spans.reaches(Plan.share(budget, percent), each.from());
      if (there != null && (earliest == null || there.isBefore(earliest))) {
        earliest = there;
      }
    }
    return earliest;
  }

  /** When the larger of the two shares reaches that of a step; null when it never does. */
  public @Nullable Instant reaches(Policy.Step step) {
    Instant accept = reaches(SlaClock.TIME_TO_ACCEPT, step.percent());
    Instant resolution = reaches(SlaClock.RESOLUTION, step.percent());
    if (accept == null || resolution == null) {
      return accept == null ? resolution : accept;
    }
    return accept.isBefore(resolution) ? accept : resolution;
  }

  /**
   * The same with a wait to expect: a step that predicts is due already when that is longer than
   * what is left of the time to accept, while that runs.
   *
   * @param expected null when it is not known
   */
  public @Nullable Instant reaches(Policy.Step step, @Nullable Duration expected) {
    Instant byShare = reaches(step);
    boolean waits = timeline.spans(SlaClock.TIME_TO_ACCEPT).isOpen();
    Instant predicted = expected == null || !waits || !step.predicts() ? null : leaves(expected);
    return byShare == null || (predicted != null && predicted.isBefore(byShare))
        ? predicted
        : byShare;
  }

  /** When less than that is left of the time to accept. */
  @Nullable Instant leaves(Duration expected) {
    Instant earliest = null;
    for (Counting each : counting) {
      Duration used =
          Duration.ofSeconds(each.targets().acceptSeconds())
              .minus(expected)
              .plus(1, ChronoUnit.MICROS);
      Instant there =
          timeline
              .spans(SlaClock.TIME_TO_ACCEPT)
              .reaches(used.isNegative() ? Duration.ZERO : used, each.from());
      if (there != null && (earliest == null || there.isBefore(earliest))) {
        earliest = there;
      }
    }
    return earliest;
  }

  /** Whether it has one, at any priority that counted. */
  public boolean hasTarget(SlaClock clock) {
    return counting.stream().anyMatch(each -> Plan.budget(each.targets(), clock) != null);
  }

  /** The smallest budget that counted while the clock ran, of one that has a target. */
  public Duration budget(SlaClock clock) {
    return Objects.requireNonNull(
        budget(clock, timeline.spans(clock)), () -> "no target for " + clock);
  }

  /** The same of one wait for our next message; null when there is no target for it. */
  public @Nullable Duration budget(Reply reply) {
    return budget(SlaClock.NEXT_RESPONSE, reply.spans());
  }

  private @Nullable Duration budget(SlaClock clock, Spans spans) {
    Duration smallest = Plan.budget(counting.getFirst().targets(), clock);
    for (Counting each : counting) {
      Duration budget = Plan.budget(each.targets(), clock);
      if (budget != null
          && spans.runsAfter(each.from())
          && (smallest == null || budget.compareTo(smallest) < 0)) {
        smallest = budget;
      }
    }
    return smallest;
  }

  /** Share of a budget, in whole percent, cut and not rounded: 100 means that it is used up. */
  int percent(SlaClock clock, Duration used) {
    long budget = Math.max(1, budget(clock).toMillis());
    return (int) Math.min(Integer.MAX_VALUE, used.toMillis() * 100 / budget);
  }
}
