package dev.crowdline.sla.overview.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of a community wait: the same numbers for each value of a {@link Dimension}.
 *
 * @param values those that need somebody most first, at most {@value #MOST}
 */
public record Breakdown(Instant now, List<Line> values) {
  /** Minutes of arrivals. */
  public static final int MINUTES = 30;

  private static final int MOST = 100;

  /** What was missed before what will be, that before what waits; else by name. */
  private static final Comparator<Line> PRESSING =
      Comparator.comparingLong(Line::breached)
          .thenComparingLong(Line::atRisk)
          .thenComparingLong(Line::waiting)
          .reversed()
          .thenComparing(Line::value);

  /**
   * One value.
   *
   * @param waiting and {@code inWork}, {@code answered}: unfinished requests, by their status
   * @param oldestWaitingSince when the oldest that waits was submitted; absent when none does
   * @param atRisk and {@code breached}: unfinished requests, as the overview counts them
   * @param arrivals per minute, the last thirty, the current one last
   */
  public record Line(
      String value,
      long waiting,
      long inWork,
      long answered,
      @Nullable Instant oldestWaitingSince,
      long atRisk,
      long breached,
      List<Long> arrivals) {}

  /** The unfinished requests of one value. */
  public record Standing(
      String value,
      long waiting,
      long inWork,
      long answered,
      @Nullable Instant oldestWaitingSince,
      long atRisk,
      long breached) {
    private static Standing none(String value) {
      return new Standing(value, 0, 0, 0, null, 0, 0);
    }
  }

  /** The requests of one value that were submitted in one minute. */
  public record Arrived(String value, Instant minute, long count) {}

  /** When the first of the minutes begins whose arrivals are shown. */
  public static Instant firstMinute(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1, ChronoUnit.MINUTES);
  }

  /** Puts together what stands and what arrived; arrivals outside the minutes are left out. */
  public static Breakdown of(Instant now, List<Standing> standing, List<Arrived> arrived) {
    Map<String, Standing> byValue =
        standing.stream().collect(Collectors.toMap(Standing::value, Function.identity()));
    Map<String, long[]> minutes = new TreeMap<>();
    for (Arrived each : arrived) {
      long minute = Duration.between(firstMinute(now), each.minute()).toMinutes();
      if (minute >= 0 && minute < MINUTES) {
        minutes.computeIfAbsent(each.value(), value -> new long[MINUTES])[(int) minute] +=
            each.count();
      }
    }
    return new Breakdown(
        now,
        Stream.concat(byValue.keySet().stream(), minutes.keySet().stream())
            .distinct()
            .map(value ->
                line(
                    byValue.getOrDefault(value, Standing.none(value)),
                    minutes.getOrDefault(value, new long[MINUTES])))
            .sorted(PRESSING)
            .limit(MOST)
            .toList());
  }

  private static Line line(Standing standing, long[] arrivals) {
    return new Line(
        standing.value(),
        standing.waiting(),
        standing.inWork(),
        standing.answered(),
        standing.oldestWaitingSince(),
        standing.atRisk(),
        standing.breached(),
        Arrays.stream(arrivals).boxed().toList());
  }
}
