package dev.crowdline.routing.assignments.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the work that a member took within some days: of each piece one of active,
 * completed, returned, timed out and withdrawn.
 *
 * @param medianSeconds from the accept to the answer; null without an answer
 * @param byDay each day, the first first, by when the work was taken
 */
public record TrackRecord(Figures figures, @Nullable Long medianSeconds, List<Day> byDay) {
  public TrackRecord {
    byDay = List.copyOf(byDay);
  }

  /**
   * Counts.
   *
   * @param returned handed back by the member
   * @param timedOut taken back because a clock ran out
   * @param withdrawn taken back because the request ended or asked for a higher tier
   * @param confirmed answers that helped
   * @param refused answers that did not
   * @param ratings how many answers were rated
   * @param stars of all ratings together
   */
  public record Figures(
      long accepted,
      long active,
      long completed,
      long returned,
      long timedOut,
      long withdrawn,
      long confirmed,
      long refused,
      long ratings,
      long stars) {
    /** Nothing was taken. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** What became of the work that was taken that day, in UTC. */
  public record Day(LocalDate day, Figures figures) {}
}
