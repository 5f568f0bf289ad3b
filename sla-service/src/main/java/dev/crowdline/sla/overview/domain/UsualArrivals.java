package dev.crowdline.sla.overview.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals of the last sixty full minutes, and what is usual at this time: the median of the
 * same time on the same weekday of the last four weeks or, in a community that is younger, on the
 * last seven days.
 *
 * @param since the first of the minutes
 * @param usual the median; null while fewer than {@value #FEWEST} of those times are known
 * @param low and {@code high}: the least and the most of them
 * @param of how many of them are known
 * @param compared which times are compared
 */
public record UsualArrivals(
    Instant since,
    long count,
    @Nullable Long usual,
    @Nullable Long low,
    @Nullable Long high,
    int of,
    Compared compared) {
  /** How long it is that is compared. */
  public static final Duration SPAN = Duration.ofHours(1);

  private static final int FEWEST = 2;
  private static final int WEEKS = 4;
  private static final int DAYS = 7;

  /** Which earlier times are compared. */
  public enum Compared {
    SAME_WEEKDAY,
    DAYS_BEFORE
  }

  /** When the times begin that are compared, this one first. */
  public static List<Instant> wanted(Instant now) {
    Instant since = now.truncatedTo(ChronoUnit.MINUTES).minus(SPAN);
    return Stream.concat(
            Stream.of(since),
            Stream.concat(weekdays(since).stream(), days(since).stream()).distinct())
        .toList();
  }

  private static List<Instant> weekdays(Instant since) {
    return IntStream.rangeClosed(1, WEEKS)
        .mapToObj(week -> since.minus(Duration.ofDays(7L * week)))
        .toList();
  }

  private static List<Instant> days(Instant since) {
    return IntStream.rangeClosed(1, DAYS)
        .mapToObj(day -> since.minus(Duration.ofDays(day)))
        .toList();
  }

  /**
   * Compares.
   *
   * @param counts of each time that is wanted
   * @param first when the community's first request was submitted; null when there was none
   */
  public static UsualArrivals of(Instant now, Map<Instant, Long> counts, @Nullable Instant first) {
    Instant since = wanted(now).getFirst();
    List<Long> weekdays = known(weekdays(since), counts, first);
    boolean enough = weekdays.size() >= FEWEST;
    List<Long> known = enough ? weekdays : known(days(since), counts, first);
    boolean usual = known.size() >= FEWEST;
    return new UsualArrivals(
        since,
        counts.getOrDefault(since, 0L),
        usual ? median(known) : null,
        usual ? known.getFirst() : null,
        usual ? known.getLast() : null,
        known.size(),
        enough ? Compared.SAME_WEEKDAY : Compared.DAYS_BEFORE);
  }

  /** Nothing is known of the time before anybody asked. */
  private static List<Long> known(
      List<Instant> times, Map<Instant, Long> counts, @Nullable Instant first) {
    return times.stream()
        .filter(time -> first != null && !time.isBefore(first))
        .map(time -> Objects.requireNonNullElse(counts.get(time), 0L))
        .sorted()
        .toList();
  }

  private static long median(List<Long> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : Math.round((sorted.get(middle - 1) + sorted.get(middle)) / 2.0);
  }
}
