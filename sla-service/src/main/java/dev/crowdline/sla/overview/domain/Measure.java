package dev.crowdline.sla.overview.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is counted, and by which stretch of time. */
public enum Measure {
  /** Unfinished requests as they stand; the key is the status. */
  OPEN(null),
  /** Requests with a running clock that is at risk, as they stand, and none missed. */
  AT_RISK(null),
  /** Unfinished requests of which a target was missed, as they stand. */
  BREACHED(null),
  /** Requests, by the minute of their submission. */
  SUBMITTED(ChronoUnit.MINUTES),
  /** Time used until the first accept; the key is a bucket of {@link Durations}. */
  ACCEPT_TIME(ChronoUnit.HOURS),
  /** Time used until the first response; the key is a bucket. */
  RESPONSE_TIME(ChronoUnit.HOURS),
  /** Time used until our next message after one of the customer; the key is a bucket. */
  NEXT_RESPONSE_TIME(ChronoUnit.HOURS),
  /** Time used until the resolution; the key is a bucket. */
  RESOLUTION_TIME(ChronoUnit.HOURS),
  /** Targets met; the key is the clock. */
  TARGET_MET(ChronoUnit.HOURS),
  /** Targets missed; the key is the clock. */
  TARGET_BREACHED(ChronoUnit.HOURS),
  /** Resolutions; the key is the tier of whose answer was confirmed. */
  RESOLVED(ChronoUnit.HOURS),
  /** Requests that ended without a judgement: nobody wants an answer any more. */
  CANCELLED(ChronoUnit.HOURS),
  /** Points that members were paid, less what was clawed back. */
  POINTS(ChronoUnit.HOURS),
  /** Completed assignments; the key is the member. */
  COMPLETED(ChronoUnit.DAYS);

  private final @Nullable ChronoUnit unit;

  Measure(@Nullable ChronoUnit unit) {
    this.unit = unit;
  }

  /** The beginning of the stretch that a moment falls into; the epoch for what stands now. */
  public Instant since(Instant at) {
    return unit == null ? Instant.EPOCH : at.truncatedTo(unit);
  }
}
