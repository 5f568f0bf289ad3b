package dev.crowdline.sla.overview.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is counted, and by which stretch of time. */
public enum Measure {
  /** Unfinished requests as they stand; the key is the status. */
  OPEN(null, Kept.OVERVIEW),
  /** Requests with a running clock that is at risk, as they stand, and none missed. */
  AT_RISK(null, Kept.OVERVIEW),
  /** Unfinished requests of which a target was missed, as they stand. */
  BREACHED(null, Kept.OVERVIEW),
  /** Requests, by the minute of their submission. */
  SUBMITTED(ChronoUnit.MINUTES, Kept.BOTH),
  /** Time used until the first accept; the key is a bucket of {@link Durations}. */
  ACCEPT_TIME(ChronoUnit.HOURS, Kept.BOTH),
  /** Time used until the first response; the key is a bucket. */
  RESPONSE_TIME(ChronoUnit.HOURS, Kept.BOTH),
  /** Time used until our next message after one of the customer; the key is a bucket. */
  NEXT_RESPONSE_TIME(ChronoUnit.HOURS, Kept.BOTH),
  /** Time used until the resolution; the key is a bucket. */
  RESOLUTION_TIME(ChronoUnit.HOURS, Kept.BOTH),
  /** Targets met; the key is the clock. */
  TARGET_MET(ChronoUnit.HOURS, Kept.BOTH),
  /** Targets missed; the key is the clock. */
  TARGET_BREACHED(ChronoUnit.HOURS, Kept.BOTH),
  /** Resolutions; the key is the tier of whose answer was confirmed. */
  RESOLVED(ChronoUnit.HOURS, Kept.BOTH),
  /** Requests with an answer that no assignment of their own gave; the key is what did. */
  CLOSED(ChronoUnit.HOURS, Kept.BOTH),
  /** Requests that ended without a judgement: nobody wants an answer any more. */
  CANCELLED(ChronoUnit.HOURS, Kept.BOTH),
  /** Points that members were paid, less what was clawed back. */
  POINTS(ChronoUnit.HOURS, Kept.OVERVIEW),
  /** Completed assignments; the key is the member. */
  COMPLETED(ChronoUnit.DAYS, Kept.OVERVIEW),
  /** Requests that were opened again, each time that they were. */
  REOPENED(ChronoUnit.DAYS, Kept.PERIODS),
  /** Ratings; the key is the number of stars. */
  RATED(ChronoUnit.DAYS, Kept.PERIODS),
  /** Answers of community members; the key is the member. */
  ANSWERED(ChronoUnit.DAYS, Kept.PERIODS),
  /** Points that requests paid, less what was taken back, by the day of their end. */
  PAID(ChronoUnit.DAYS, Kept.PERIODS),
  /** The same; the key is the member. */
  EARNED(ChronoUnit.DAYS, Kept.PERIODS);

  private final @Nullable ChronoUnit unit;
  private final Kept kept;

  Measure(@Nullable ChronoUnit unit, Kept kept) {
    this.unit = unit;
    this.kept = kept;
  }

  private enum Kept {
    OVERVIEW,
    PERIODS,
    BOTH
  }

  /** Whether the overview shows it. */
  public boolean isOfOverview() {
    return kept != Kept.PERIODS;
  }

  /** Whether reports of days and months show it. */
  public boolean isOfPeriods() {
    return kept != Kept.OVERVIEW;
  }

  /** The beginning of the stretch that a moment falls into; the epoch for what stands now. */
  public Instant since(Instant at) {
    return unit == null ? Instant.EPOCH : at.truncatedTo(unit);
  }
}
