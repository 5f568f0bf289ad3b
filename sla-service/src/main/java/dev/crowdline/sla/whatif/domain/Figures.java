package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a period came to.
 *
 * @param clocks how many targets of each clock were met and missed
 * @param taken from submission to the first accept, of those that were taken
 * @param answered from submission to the first answer, of those that were answered
 * @param answeredBy how many had their last answer from each tier
 * @param unanswered how many had none by the end
 * @param offers how many were made
 * @param steps how many steps of plans were raised
 * @param exhausted of how many requests none was left while they waited
 * @param cents what confirmed answers cost: points, contractors, and staff for those of specialists
 */
public record Figures(
    int requests,
    Map<SlaClock, Attained> clocks,
    Times taken,
    Times answered,
    Map<Tier, Integer> answeredBy,
    int unanswered,
    int offers,
    int steps,
    int exhausted,
    long cents) {
  public Figures {
    clocks = Map.copyOf(clocks);
    answeredBy = Map.copyOf(answeredBy);
  }

  /** How many met a target and missed it. Those that still ran are in neither. */
  public record Attained(int met, int missed) {
    /** The share that met it, in percent; null of none. */
    public @Nullable Double percent() {
      return met + missed == 0 ? null : 100.0 * met / (met + missed);
    }
  }

  /** Some durations: median and 90th percentile, by nearest rank, in milliseconds. */
  public record Times(int of, @Nullable Long medianMillis, @Nullable Long ninetiethMillis) {
    static Times of(Collection<Course> courses, Function<Course, @Nullable Duration> which) {
      List<Duration> sorted =
          courses.stream().map(which).filter(Objects::nonNull).sorted().toList();
      return sorted.isEmpty()
          ? new Times(0, null, null)
          : new Times(sorted.size(), rank(sorted, 50), rank(sorted, 90));
    }

    private static long rank(List<Duration> sorted, int percent) {
      return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1).toMillis();
    }
  }

  /** Of some courses at a cost. */
  static Figures of(Collection<Course> courses, Policy.Cost cost) {
    Map<SlaClock, Attained> clocks = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.all()) {
      clocks.put(
          clock,
          new Attained(
              count(courses, course -> Boolean.TRUE.equals(course.met().get(clock))),
              count(courses, course -> Boolean.FALSE.equals(course.met().get(clock)))));
    }
    Map<Tier, Integer> answeredBy = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.all()) {
      answeredBy.put(tier, count(courses, course -> course.answeredBy() == tier));
    }
    return new Figures(
        courses.size(),
        clocks,
        Times.of(courses, Course::taken),
        Times.of(courses, Course::answered),
        answeredBy,
        count(courses, course -> course.answeredBy() == null),
        courses.stream().mapToInt(Course::offers).sum(),
        courses.stream().mapToInt(Course::steps).sum(),
        count(courses, Course::isExhausted),
        cents(courses, cost));
  }

  private static int count(Collection<Course> courses, Function<Course, Boolean> which) {
    return (int) courses.stream().filter(which::apply).count();
  }

  /**
   * As reports count it: points, contractors, and what staff cost for what specialists answered.
   */
  private static long cents(Collection<Course> courses, Policy.Cost cost) {
    long points = courses.stream().mapToLong(Course::points).sum();
    long contractors = courses.stream().mapToLong(Course::contractorCents).sum();
    long staff = count(courses, course -> course.answeredBy() == Tier.SPECIALIST);
    return points * cost.pointMilliCents() / 1_000 + contractors + staff * cost.staffCents();
  }
}
