package dev.crowdline.contracts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a community pays its members for answers, in points. What an offer shows follows from {@link
 * #pays}, which whoever makes the offer and whoever previews other rules compute alike.
 *
 * @param points for a confirmed answer, by the request's priority
 * @param factors each that suits a request multiplies its points
 * @param cap what slows those down who earn much in a day; null slows nobody
 * @param promptAnswer more for an answer soon after the accept; null pays nothing
 * @param wellRated more for an answer that the customer rates well; null pays nothing
 * @param royalty for who answered, when an article made of the answer helps again; null pays
 *     nothing
 */
public record EarningRules(
    Map<Priority, Integer> points,
    List<Factor> factors,
    @Nullable DailyCap cap,
    @Nullable PromptAnswer promptAnswer,
    @Nullable WellRated wellRated,
    @Nullable Royalty royalty) {
  /** The most that one answer pays, before escalation raises it. */
  public static final int MOST = 1_000_000;

  /** A hundred percent. */
  private static final int WHOLE = 100;

  public EarningRules {
    points =
        points.entrySet().stream()
            .filter(each -> each.getKey() != Priority.UNKNOWN)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    factors = List.copyOf(factors);
    for (Priority priority : Priority.all()) {
      if (!points.containsKey(priority)) {
        throw new IllegalArgumentException("no points for " + priority);
      }
    }
  }

  /**
   * Multiplies what requests pay that it suits. What is null suits all.
   *
   * @param topic the community's topic
   * @param language primary subtag, lower case
   * @param level the highest level that the request needs must be this or higher
   * @param percent 100 changes nothing
   */
  public record Factor(
      @Nullable String topic, @Nullable String language, @Nullable Integer level, int percent) {
    boolean suits(@Nullable String ofTopic, String inLanguage, int ofLevel) {
      return (topic == null || topic.equals(ofTopic))
          && (language == null || language.equals(inLanguage))
          && (level == null || ofLevel >= level);
    }
  }

  /**
   * Whoever has taken work for so many points since midnight UTC is offered a share from then on.
   *
   * @param points a day
   * @param percent of what others are offered, 1 or more: it slows and never stops
   */
  public record DailyCap(int points, int percent) {
    /** The share that is offered to who has taken work for so many points today, in percent. */
    public int share(long takenToday) {
      return takenToday >= points ? percent : WHOLE;
    }
  }

  /**
   * More for an answer that comes soon.
   *
   * @param seconds from the accept to the answer, at most
   */
  public record PromptAnswer(int seconds, int points) {}

  /**
   * More for an answer that the customer rates well.
   *
   * @param stars at least so many of five
   */
  public record WellRated(int stars, int points) {}

  /** For each request that an article made of the member's answer solves. */
  public record Royalty(int points) {}

  /** What a community pays that has stated no rules: what its policy says, and nothing else. */
  public static EarningRules of(Policy policy) {
    return new EarningRules(policy.rewardPoints(), List.of(), null, null, null, null);
  }

  /**
   * What a confirmed answer pays before escalation raises it: the points of its priority times all
   * factors that suit, rounded to the nearest, 1 at least.
   *
   * @param level the highest level that the request needs
   */
  public int pays(Priority priority, @Nullable String topic, String language, int level) {
    double pays = Objects.requireNonNull(points.get(priority), "a priority that is known");
    for (Factor factor : factors) {
      if (factor.suits(topic, language, level)) {
        pays = pays * factor.percent() / WHOLE;
      }
    }
    return Math.clamp(Math.round(pays), 1, MOST);
  }

  /** What a share of a reward comes to, rounded up, so that it is never nothing. */
  public static int share(int reward, int percent) {
    return (int) (((long) reward * percent + WHOLE - 1) / WHOLE);
  }
}
