package dev.crowdline.rewards.reviews;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.rewards.reviews.domain.Answered;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewSettings;
import dev.crowdline.rewards.reviews.domain.Risk;
import dev.crowdline.rewards.reviews.domain.Sampling;
import dev.crowdline.rewards.reviews.persistence.AnswerRiskTable;
import dev.crowdline.rewards.reviews.persistence.AnswerRiskTable.Known;
import dev.crowdline.rewards.reviews.persistence.AnswerRiskTable.Volume;
import dev.crowdline.rewards.reviews.persistence.AnswerRiskTable.Weighed;
import dev.crowdline.rewards.reviews.persistence.ReviewDayTable;
import dev.crowdline.rewards.reviews.persistence.ReviewSettingsTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Draws which answers are reviewed: the riskier the likelier, within the budget of the day, and
 * each answer once, however often its completion is heard.
 */
@ApplicationScoped
public class SamplingAnswers {
  /** What is older was seen by its customer long ago. */
  private static final Duration OLDEST = Duration.ofDays(14);

  private static final int MOST_COMMUNITIES = 10_000;
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final AnswerRiskTable answers;
  private final ReviewDayTable days;
  private final ReviewSettingsTable settings;
  private final Drawing drawing;
  private final Cache<String, Volume> volumes =
      Caffeine.newBuilder().maximumSize(MOST_COMMUNITIES).expireAfterWrite(FRESH).build();

  SamplingAnswers(
      AnswerRiskTable answers, ReviewDayTable days, ReviewSettingsTable settings, Drawing drawing) {
    this.answers = answers;
    this.days = days;
    this.settings = settings;
    this.drawing = drawing;
  }

  /** Takes answers in, and opens reviews of some. */
  public void sample(Tx tx, List<Answered> completed, Instant now) {
    List<Answered> young =
        completed.stream().filter(answer -> answer.at().isAfter(now.minus(OLDEST))).toList();
    if (young.isEmpty()) {
      return;
    }
    Set<String> communities = Set.copyOf(young.stream().map(Answered::community).toList());
    Map<String, ReviewSettings> set = settings.of(tx, communities);
    Map<String, Volume> of = new HashMap<>();
    communities.forEach(community -> of.put(community, volume(tx, community, now)));
    List<Weighed> weighed = weigh(tx, young, set, of, now);
    Set<UUID> added = answers.add(tx, weighed);
    Map<String, List<Weighed>> drawn = new TreeMap<>();
    for (Weighed each : weighed) {
      Answered answer = each.answer();
      Sampling sampling =
          new Sampling(
              of(set, answer.community()).reviewsADay(),
              Objects.requireNonNull(of.get(answer.community())).weightADay());
      if (added.contains(answer.assignmentId())
          && drawing.lot(answer.community(), answer.assignmentId())
              < sampling.chance(each.weight())) {
        drawn.computeIfAbsent(answer.community(), community -> new ArrayList<>()).add(each);
      }
    }
    drawn.forEach((community, some) -> open(tx, community, some, of(set, community), now));
  }

  private List<Weighed> weigh(
      Tx tx,
      List<Answered> young,
      Map<String, ReviewSettings> set,
      Map<String, Volume> of,
      Instant now) {
    Map<UUID, Known> known =
        answers.known(
            tx,
            young,
            ReviewSettings.MOST_NEWCOMER_ANSWERS,
            now.minus(Duration.ofDays(Risk.DAYS)),
            of);
    return young.stream()
        .map(answer -> {
          Known about = Objects.requireNonNull(known.get(answer.assignmentId()));
          int newcomer = of(set, answer.community()).newcomerAnswers();
          return new Weighed(answer, about.topic(), about.risk().weight(newcomer));
        })
        .toList();
  }

  private Volume volume(Tx tx, String community, Instant now) {
    return volumes.get(
        community,
        each ->
            answers.volume(
                tx,
                each,
                now.minus(Duration.ofDays(Risk.DAYS)),
                now.minus(Duration.ofDays(1)),
                now));
  }

  private static ReviewSettings of(Map<String, ReviewSettings> set, String community) {
    return set.getOrDefault(community, ReviewSettings.DEFAULT);
  }

  /** Opens as many as the day has left, the riskiest first. */
  private void open(
      Tx tx, String community, List<Weighed> drawn, ReviewSettings settings, Instant now) {
    ReviewDayTable.Budget budget = days.lockDay(tx, community, now);
    List<Review> opened =
        drawn.stream()
            .sorted((one, other) -> Double.compare(other.weight(), one.weight()))
            .limit(settings.left(budget.opened(), budget.waiting()))
            .map(each -> opened(each, settings, now))
            .toList();
    if (!opened.isEmpty()) {
      days.open(tx, community, opened, now);
    }
  }

  private Review opened(Weighed each, ReviewSettings settings, Instant now) {
    Answered answer = each.answer();
    boolean twice =
        drawing.lotForTwo(answer.community(), answer.assignmentId()) * 100
            < settings.twicePercent();
    return Review.opened(answer, Ids.next(), each.topic(), twice, now);
  }
}
