package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operator is alerted about while the request is unfinished, and since when. */
public record Alert(Kind kind, Instant at, @Nullable SlaClock clock, @Nullable Integer step) {

  /** What happened, the worst first. */
  public enum Kind {
    BREACHED,
    EXHAUSTED,
    STEP
  }

  /** The worst first; of equal ones the later clock and the higher step, then the latest. */
  private static final Comparator<Alert> WORST =
      Comparator.comparing(Alert::kind)
          .thenComparing(Alert::clock, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(Alert::step, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(Alert::at, Comparator.reverseOrder());

  /** The worst of some; there is at least one. */
  public static Alert worst(List<Alert> alerts) {
    return alerts.stream().min(WORST).orElseThrow();
  }

  /** All alerts of a request, the latest first. */
  public static List<Alert> of(RequestClocks clocks, Timeline timeline) {
    Plan plan = clocks.plan();
    // What is linked is the incident's to alert about, once and not once a reporter.
    if (plan == null || timeline.status().isFinished() || timeline.status() == Status.LINKED) {
      return List.of();
    }
    List<Alert> alerts = new ArrayList<>();
    clocks
        .judged()
        .forEach((clock, judged) -> {
          if (judged.breachedAt() != null) {
            alerts.add(new Alert(Kind.BREACHED, judged.breachedAt(), clock, null));
          }
        });
    clocks.replies().stream()
        .map(reply -> reply.said().breachedAt())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .ifPresent(at -> alerts.add(new Alert(Kind.BREACHED, at, SlaClock.NEXT_RESPONSE, null)));
    if (timeline.exhaustedAt() != null) {
      alerts.add(new Alert(Kind.EXHAUSTED, timeline.exhaustedAt(), null, null));
    }
    for (RaisedStep raised : clocks.raised()) {
      Policy.Step step = plan.step(raised.stepId());
      if (step != null && step.alert()) {
        alerts.add(new Alert(Kind.STEP, raised.at(), null, raised.step()));
      }
    }
    alerts.sort(Comparator.comparing(Alert::at).reversed());
    return alerts;
  }
}
