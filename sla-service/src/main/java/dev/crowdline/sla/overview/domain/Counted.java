package dev.crowdline.sla.overview.domain;

import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Timeline;
import dev.crowdline.sla.clocks.domain.Urgency;
import dev.crowdline.sla.overdue.domain.Question;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request behind a number.
 *
 * @param next the clock that ends next or ended first; null when nobody has to help
 */
public record Counted(
    Question question,
    RequestClocks clocks,
    Submission submission,
    Timeline timeline,
    @Nullable Urgency next) {

  /** Of a request that was heard to be submitted. */
  public static Counted of(Question question, RequestClocks clocks) {
    Timeline timeline = clocks.timeline();
    return new Counted(
        question,
        clocks,
        Objects.requireNonNull(clocks.submission()),
        timeline,
        Urgency.next(clocks, timeline));
  }
}
