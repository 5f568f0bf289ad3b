package dev.crowdline.sla.overdue.domain;

import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Timeline;
import dev.crowdline.sla.clocks.domain.Urgency;
import java.util.Objects;

/**
 * A request on the overdue list.
 *
 * @param position where it stands there
 */
public record Overdue(
    Position position,
    Question question,
    RequestClocks clocks,
    Submission submission,
    Plan plan,
    Timeline timeline,
    Urgency urgency) {

  /** Of a row that is marked as listed; such a one has a submission, a plan and an urgency. */
  public static Overdue of(Position position, Question question, RequestClocks clocks) {
    Timeline timeline = clocks.timeline();
    return new Overdue(
        position,
        question,
        clocks,
        Objects.requireNonNull(clocks.submission()),
        Objects.requireNonNull(clocks.plan()),
        timeline,
        Objects.requireNonNull(Urgency.of(clocks, timeline)));
  }
}
