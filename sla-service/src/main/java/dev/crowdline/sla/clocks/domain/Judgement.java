package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
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
  private final List<ClockEvent> events = new ArrayList<>();

  Judgement(RequestClocks clocks, Plan plan, Instant now, boolean silenceCounts) {
    this.clocks = clocks;
    this.plan = plan;
    this.timeline = clocks.timeline();
    this.deadlines = Deadlines.of(clocks, plan, timeline);
    this.now = now;
    this.silenceCounts = silenceCounts;
  }

  Outcome outcome() {
    Map<SlaClock, Judged> said = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.all()) {
      Judged judged = judge(clock);
      if (!judged.equals(Judged.NOTHING)) {
        said.put(clock, judged);
      }
    }
    List<RaisedStep> steps = steps();
    return new Outcome(clocks.with(steps, said), events);
  }

  private Judged judge(SlaClock clock) {
    Judged before = clocks.judged(clock);
    Instant breachedAt = breachedAt(clock, before.breachedAt());
    Instant atRiskAt = atRiskAt(clock, before.atRiskAt(), breachedAt);
    Instant metAt = metAt(clock, before.metAt());
    return new Judged(atRiskAt, breachedAt, metAt);
  }

  private @Nullable Instant breachedAt(SlaClock clock, @Nullable Instant before) {
    Spans spans = timeline.spans(clock);
    Instant usedUp = deadlines.reaches(clock, 100);
    if (usedUp == null || usedUp.isAfter(now)) {
      return null;
    }
    if (before == null) {
      if (!silenceCounts && !spans.isPast(usedUp)) {
        return null;
      }
      events.add(new ClockEvent.Breached(clock, usedUp));
    }
    return usedUp;
  }

  private @Nullable Instant atRiskAt(
      SlaClock clock, @Nullable Instant before, @Nullable Instant breachedAt) {
    Spans spans = timeline.spans(clock);
    Instant risky = deadlines.reaches(clock, RequestClocks.AT_RISK_PERCENT);
    if (risky == null || risky.isAfter(now)) {
      return null;
    }
    if (before == null) {
      Instant breachesAt = deadlines.reaches(clock, 100);
      if (!silenceCounts || !spans.isOpen() || breachedAt != null || breachesAt == null) {
        return null;
      }
      events.add(new ClockEvent.AtRisk(clock, risky, breachesAt));
    }
    return risky;
  }

  /** What was accepted in time stays so when it goes on and is missed later. */
  private @Nullable Instant metAt(SlaClock clock, @Nullable Instant before) {
    Instant stopped = timeline.stoppedAt(clock);
    Instant usedUp = deadlines.reaches(clock, 100);
    if (stopped == null || (usedUp != null && !usedUp.isAfter(stopped))) {
      return null;
    }
    if (before == null) {
      events.add(new ClockEvent.Met(clock, timeline.spans(clock).used(stopped)));
    }
    return stopped;
  }

  private List<RaisedStep> steps() {
    List<RaisedStep> raised = new ArrayList<>();
    for (RaisedStep step : clocks.raised()) {
      Policy.Step planned = plan.step(step.stepId());
      // What the plan does not have any more was done and stays so.
      Instant reached = planned == null ? step.at() : deadlines.reaches(planned);
      if (reached == null || reached.isAfter(now)) {
        events.add(new ClockEvent.StepWithdrawn(step));
      } else {
        raised.add(step);
      }
    }
    if (silenceCounts && timeline.status().wantsHelp()) {
      for (Policy.Step step : plan.notRaised(raised)) {
        Instant reached = deadlines.reaches(step);
        if (reached != null && !reached.isAfter(now)) {
          raised.add(raise(step, reached, plan.notRaised(raised).size() == 1));
        }
      }
    }
    return raised;
  }

  private RaisedStep raise(Policy.Step step, Instant reached, boolean last) {
    int place = plan.steps().indexOf(step) + 1;
    RaisedStep raised = new RaisedStep(place, timeline.round(), usedPercent(), reached, step.id());
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
      plan.notRaised(clocks.raised()).forEach(step -> next.add(deadlines.reaches(step)));
    }
    for (SlaClock clock : SlaClock.all()) {
      Judged said = clocks.judged(clock);
      if (said.breachedAt() == null) {
        next.add(deadlines.reaches(clock, 100));
        if (said.atRiskAt() == null && timeline.spans(clock).isOpen()) {
          next.add(deadlines.reaches(clock, RequestClocks.AT_RISK_PERCENT));
        }
      }
    }
    return earliest(next.stream());
  }

  private static @Nullable Instant earliest(Stream<@Nullable Instant> instants) {
    return instants
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
