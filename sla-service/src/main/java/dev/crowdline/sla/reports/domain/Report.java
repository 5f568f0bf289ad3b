package dev.crowdline.sla.reports.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.sla.overview.domain.Measure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A period of a community, or of one of its topics, beside the period before.
 *
 * @param period a day or a month of UTC; one that goes on is counted as far as it has come
 * @param topic null for all requests; - for those of which no topic was found
 * @param policyVersion whose costs count
 * @param topics the same numbers of each topic, those with most requests first, at most {@value
 *     #MOST_TOPICS}; - is without a topic
 * @param course the last periods in short, this one last
 */
public record Report(
    String period,
    String periodBefore,
    @Nullable String topic,
    Instant now,
    int policyVersion,
    Numbers numbers,
    Numbers before,
    Contributors contributors,
    Contributors contributorsBefore,
    Leaving leaving,
    List<Line> topics,
    List<Brief> course) {
  public static final int MOST_TOPICS = 100;

  /** A topic. */
  public record Line(String topic, Numbers numbers) {}

  /**
   * A period in short.
   *
   * @param met and {@code missed}: resolution targets
   */
  public record Brief(String period, long submitted, long resolved, long met, long missed) {}

  /** What is kept of a community's period. */
  public record Stored(
      Map<Period, Kept> periods,
      Map<Period, Contributors> contributors,
      Map<String, Kept> topics,
      Map<Period, Kept> course) {
    private Contributors contributorsOf(Period period) {
      return contributors.getOrDefault(period, Contributors.NOBODY);
    }
  }

  /** Puts it together. */
  public static Report of(
      Period period,
      @Nullable String topic,
      Instant now,
      int policyVersion,
      Policy.Cost rates,
      Stored stored) {
    Contributors contributors = stored.contributorsOf(period);
    return new Report(
        period.text(),
        period.before().text(),
        topic,
        now,
        policyVersion,
        Numbers.of(kept(stored.periods(), period), rates),
        Numbers.of(kept(stored.periods(), period.before()), rates),
        contributors,
        stored.contributorsOf(period.before()),
        Leaving.of(contributors, rates),
        stored.topics().entrySet().stream()
            .map(each -> new Line(each.getKey(), Numbers.of(each.getValue(), rates)))
            .sorted(
                Comparator.comparingLong((Line line) -> line.numbers().submitted())
                    .reversed()
                    .thenComparing(Line::topic))
            .limit(MOST_TOPICS)
            .toList(),
        period.course().stream().map(each -> inBrief(each, kept(stored.course(), each))).toList());
  }

  private static Kept kept(Map<Period, Kept> periods, Period period) {
    return periods.getOrDefault(period, new Kept());
  }

  private static Brief inBrief(Period period, Kept kept) {
    return new Brief(
        period.text(),
        kept.count(Measure.SUBMITTED, ""),
        kept.byKey(Measure.RESOLVED).values().stream().mapToLong(n -> n).sum(),
        kept.count(Measure.TARGET_MET, SlaClock.RESOLUTION.name()),
        kept.count(Measure.TARGET_BREACHED, SlaClock.RESOLUTION.name()));
  }
}
