package dev.crowdline.sla.alarms.domain;

import dev.crowdline.sla.overview.domain.Breakdown.Standing;
import dev.crowdline.sla.overview.domain.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to be told of.
 *
 * @param by and {@code value}: only requests with that value count; both null for all
 * @param above it rings when more than that is measured
 * @param afterSeconds for how long it must be so before it rings, and not be so before it ends:
 *     what only touches the limit rings nobody
 */
public record Alarm(
    String name,
    Watched watched,
    @Nullable Dimension by,
    @Nullable String value,
    long above,
    int afterSeconds) {

  /** By what requests are told apart for it: each counts once where no value is asked for. */
  public Dimension dimension() {
    return by == null ? Dimension.PRIORITY : by;
  }

  /** What it watches, of the requests by {@link #dimension}. */
  public long measure(List<Standing> standing, Instant now) {
    return watched.of(
        value == null
            ? standing
            : standing.stream().filter(each -> each.value().equals(value)).toList(),
        now);
  }

  Duration after() {
    return Duration.ofSeconds(afterSeconds);
  }
}
