package dev.crowdline.sla.reports.domain;

import dev.crowdline.sla.overview.domain.Measure;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What customers thought of answers.
 *
 * @param mean in stars; null when nobody rated
 * @param byStars how many gave one star, two, … five
 */
public record Ratings(long count, @Nullable Double mean, List<Long> byStars) {
  private static final int MOST_STARS = 5;

  static Ratings of(Kept kept) {
    List<Long> byStars =
        IntStream.rangeClosed(1, MOST_STARS)
            .mapToObj(stars -> kept.count(Measure.RATED, Integer.toString(stars)))
            .toList();
    long count = byStars.stream().mapToLong(n -> n).sum();
    long sum =
        IntStream.range(0, MOST_STARS).mapToLong(stars -> (stars + 1) * byStars.get(stars)).sum();
    return new Ratings(count, count == 0 ? null : (double) sum / count, byStars);
  }
}
