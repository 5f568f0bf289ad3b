package dev.crowdline.sla.dials.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both groups of a dial, measure by measure.
 *
 * @param percent of the topic's requests that the dial sends to the community
 */
public record Comparison(
    String topic, int percent, long community, long staff, List<Line> lines, String method) {
  private static final String METHOD =
      "Of requests asked while the dial stood as it does, in the last 90 days, at most 50,000. By lot, and each counts where the dial sent it."
          + " Time: ratio of geometric means of what was resolved, Welch's t on logarithms; what is still open is not in it."
          + " Stars and cost: difference of means, Welch's t. Reopened: difference of shares, Newcombe's method 10."
          + " Bounds are those of 95 %; four measures are judged, so one in five dials shows a difference by chance.";

  public Comparison {
    lines = List.copyOf(lines);
  }

  /** What is compared. */
  public enum Measure {
    /** From question to resolution, seconds; the difference is a ratio. */
    TIME,
    /** 1 to 5. */
    STARS,
    /** A share, 0 to 1. */
    REOPENED,
    /** Of a resolved request, in the smallest unit of the currency. */
    COST
  }

  /** What can be said of a measure. */
  public enum Verdict {
    /** Fewer than {@value Difference#LEAST} values in a group. */
    NOT_ENOUGH_DATA,
    NO_DIFFERENCE_SHOWN,
    /** The community's is less. */
    LESS,
    /** The community's is more. */
    MORE
  }

  /**
   * A measure of both groups.
   *
   * @param community its value there; null without any
   * @param communityCount of values there, {@code staffCount} with staff
   * @param difference of the community from staff; null without enough data
   */
  public record Line(
      Measure measure,
      @Nullable Double community,
      long communityCount,
      @Nullable Double staff,
      long staffCount,
      @Nullable Difference difference,
      Verdict verdict) {}

  /** Compares. */
  public static Comparison of(String topic, int percent, Group community, Group staff) {
    return new Comparison(
        topic,
        percent,
        community.asked(),
        staff.asked(),
        List.of(
            time(community.logSeconds(), staff.logSeconds()),
            means(Measure.STARS, community.stars(), staff.stars()),
            shares(community.reopened(), staff.reopened()),
            means(Measure.COST, community.cents(), staff.cents())),
        METHOD);
  }

  private static Line time(Sample community, Sample staff) {
    Difference ratio =
        enough(community.count(), staff.count())
            ? Difference.ofMeans(community, staff).exponential()
            : null;
    return new Line(
        Measure.TIME,
        community.count() == 0 ? null : Math.exp(community.mean()),
        community.count(),
        staff.count() == 0 ? null : Math.exp(staff.mean()),
        staff.count(),
        ratio,
        verdict(ratio, 1));
  }

  private static Line means(Measure measure, Sample community, Sample staff) {
    Difference difference =
        enough(community.count(), staff.count()) ? Difference.ofMeans(community, staff) : null;
    return new Line(
        measure,
        community.count() == 0 ? null : community.mean(),
        community.count(),
        staff.count() == 0 ? null : staff.mean(),
        staff.count(),
        difference,
        verdict(difference, 0));
  }

  private static Line shares(Share community, Share staff) {
    Difference difference =
        enough(community.of(), staff.of()) ? Difference.ofShares(community, staff) : null;
    return new Line(
        Measure.REOPENED,
        community.of() == 0 ? null : community.value(),
        community.of(),
        staff.of() == 0 ? null : staff.value(),
        staff.of(),
        difference,
        verdict(difference, 0));
  }

  private static boolean enough(long community, long staff) {
    return Math.min(community, staff) >= Difference.LEAST;
  }

  private static Verdict verdict(@Nullable Difference difference, double same) {
    if (difference == null) {
      return Verdict.NOT_ENOUGH_DATA;
    }
    if (difference.high() < same) {
      return Verdict.LESS;
    }
    return difference.low() > same ? Verdict.MORE : Verdict.NO_DIFFERENCE_SHOWN;
  }
}
