package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a request's clocks have used with its plan and with what was said before. Used up
 * means used completely: at the microsecond of a deadline it has passed.
 */
final class Judgement {
  private final RequestClocks clocks;
  private final Plan plan;
  private final Timeline timeline;
  private final Deadlines deadlines;
  private final Instant now;
  private final boolean silenceCounts;
  private final @Nullable Duration expected;
  private final List<ClockEvent> events = new ArrayList<>();

  /**
   * @param expected how long requests of its queue wait just now; null when it is not known
   */
  Judgement(
      RequestClocks clocks,
      Plan plan,
      Instant now,
      boolean silenceCounts,
      @Nullable Duration expected) {
    this.clocks = clocks;
    this.plan = plan;
    this.timeline = clocks.timeline();
    this.deadlines = Deadlines.of(clocks, plan, timeline);
    this.now = now;
    this.silenceCounts = silenceCounts;
    this.expected = expected;
  }

  /**
   * A clock that is judged: one of the request, or one wait for our next message.
   *
   * @param stopped when it was stopped for good
   */
  private record Judging(SlaClock clock, Spans spans, @Nullable Instant stopped, Judged before) {}

  private Judging of(SlaClock clock) {
    return new Judging(
        clock, timeline.spans(clock), timeline.stoppedAt(clock), clocks.judged(clock));
  }

  private Judging of(Reply reply) {
    return new Judging(
        SlaClock.NEXT_RESPONSE, reply.spans(), reply.repliedAt(), clocks.judged(reply));
  }

  Outcome outcome() {
    Map<SlaClock, Judged> said = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.all()) {
      Judged judged = judge(of(clock));
      if (!judged.equals(Judged.NOTHING)) {
        said.put(clock, judged);
      }
    }
    List<JudgedReply> ofReplies = new ArrayList<>();
    if (deadlines.hasTarget(SlaClock.NEXT_RESPONSE)) {
      for (Reply reply : timeline.replies()) {
        Judged judged = judge(of(reply));
        if (!judged.equals(Judged.NOTHING)) {
          ofReplies.add(new JudgedReply(reply.askedAt(), judged));
        }
      }
    }
    List<RaisedStep> steps = steps();
    return new Outcome(clocks.with(steps, said, ofReplies), events);
  }

  private Judged judge(Judging of) {
    Instant breachedAt = breachedAt(of);
    Instant atRiskAt = atRiskAt(of, breachedAt);
    Instant metAt = metAt(of);
    return new Judged(atRiskAt, breachedAt, metAt);
  }

  private @Nullable Instant reaches(Judging of, int percent) {
    return deadlines.reaches(of.clock(), of.spans(), percent);
  }

  private @Nullable Instant breachedAt(Judging of) {
    Instant usedUp = reaches(of, 100);
    if (usedUp == null || usedUp.isAfter(now)) {
      return null;
    }
    if (of.before().breachedAt() == null) {
      if (!silenceCounts && !of.spans().isPast(usedUp)) {
        return null;
      }
      events.add(new ClockEvent.Breached(of.clock(), usedUp));
    }
    return usedUp;
  }

  private @Nullable Instant atRiskAt(Judging of, @Nullable Instant breachedAt) {
    Instant risky = reaches(of, RequestClocks.AT_RISK_PERCENT);
    if (risky == null || risky.isAfter(now)) {
      return null;
    }
    if (of.before().atRiskAt() == null) {
      Instant breachesAt = reaches(of, 100);
      if (!silenceCounts || !of.spans().isOpen() || breachedAt != null || breachesAt == null) {
        return null;
      }
      events.add(new ClockEvent.AtRisk(of.clock(), risky, breachesAt));
    }
    return risky;
  }

  /** What was accepted in time stays so when it goes on and is missed later. */
  private @Nullable Instant metAt(Judging of) {
    Instant stopped = of.stopped();
    Instant usedUp = reaches(of, 100);
    if (stopped == null || (usedUp != null && !usedUp.isAfter(stopped))) {
      return null;
    }
    if (of.before().metAt() == null) {
      events.add(new ClockEvent.Met(of.clock(), of.spans().used(stopped)));
    }
    return stopped;
  }

  private List<RaisedStep> steps() {
    List<RaisedStep> raised = new ArrayList<>();
    for (RaisedStep step : clocks.raised()) {
      Policy.Step planned = plan.step(step.stepId());
      // What the plan does not have any more was done and stays so.
      Instant reached = planned == null ? step.at() : deadlines.reaches(planned);
      if ((reached == null || reached.isAfter(now)) && !wasPredicted(step)) {
        events.add(new ClockEvent.StepWithdrawn(step));
      } else {
        raised.add(step);
      }
    }
    if (silenceCounts && timeline.status().wantsHelp()) {
      for (Policy.Step step : plan.notRaised(raised)) {
        Instant reached = deadlines.reaches(step, expected);
        if (reached != null && !reached.isAfter(now)) {
          raised.add(raise(step, reached, plan.notRaised(raised).size() == 1));
        }
      }
    }
    return raised;
  }

  /** Whether by what was expected then, and by what is known now, it was due when it was raised. */
  private boolean wasPredicted(RaisedStep step) {
    if (step.expectedMillis() == null
        || !timeline.spans(SlaClock.TIME_TO_ACCEPT).ranAt(step.at())) {
      return false;
    }
    Instant due = deadlines.leaves(Duration.ofMillis(step.expectedMillis()));
    return due != null && !due.isAfter(step.at());
  }

  private RaisedStep raise(Policy.Step step, Instant reached, boolean last) {
    int place = plan.steps().indexOf(step) + 1;
    Instant byShare = deadlines.reaches(step);
    Duration because = byShare == null || byShare.isAfter(now) ? expected : null;
    RaisedStep raised =
        new RaisedStep(
            place,
            timeline.round(),
            usedPercent(),
            // Since when that is expected is not known: it is due as of now.
            because == null ? reached : now,
            step.id(),
            because == null ? null : because.toMillis());
    events.add(new ClockEvent.StepRaised(raised, step, last));
    return raised;
  }

  private int usedPercent() {
    return Math.max(usedPercent(SlaClock.TIME_TO_ACCEPT), usedPercent(SlaClock.RESOLUTION));
  }

  private int usedPercent(SlaClock clock) {
    return deadlines.percent(clock, timeline.spans(clock).used(now));
  }

  /** The earliest thing that silence will mean and that was not said yet. */
  @Nullable Instant nextDueAt() {
    List<@Nullable Instant> next = new ArrayList<>();
    if (timeline.status().wantsHelp()) {
      plan.notRaised(clocks.raised()).forEach(step -> next.add(deadlines.reaches(step, expected)));
    }
    Stream.concat(
            SlaClock.all().stream().map(this::of),
            // Of a wait that has ended silence says nothing more.
            timeline.replies().stream().filter(reply -> reply.spans().isOpen()).map(this::of))
        .forEach(of -> dueOf(of, next));
    return earliest(next.stream());
  }

  private void dueOf(Judging of, List<@Nullable Instant> next) {
    if (of.before().breachedAt() == null) {
      next.add(reaches(of, 100));
      if (of.before().atRiskAt() == null && of.spans().isOpen()) {
        next.add(reaches(of, RequestClocks.AT_RISK_PERCENT));
      }
    }
  }

  private static @Nullable Instant earliest(Stream<@Nullable Instant> instants) {
    return instants
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
