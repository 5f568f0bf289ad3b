package dev.crowdline.rewards.reviews;

import dev.crowdline.rewards.reviews.domain.Agreement;
import dev.crowdline.rewards.reviews.persistence.AgreementTable;
import dev.crowdline.rewards.reviews.persistence.AgreementTable.Pairs;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows how far reviewers agree who judged the same answers. */
@ApplicationScoped
public class ReadingAgreement {
  /** Answers that were drawn so many days ago count. */
  public static final int DAYS = 90;

  private final Database database;
  private final AgreementTable judgements;
  private final InstantSource clock;

  ReadingAgreement(Database database, AgreementTable judgements, InstantSource clock) {
    this.database = database;
    this.judgements = judgements;
    this.clock = clock;
  }

  /**
   * Of one reviewer with all others.
   *
   * @param topics by topic; empty for what was not understood
   */
  public record OfReviewer(String name, Agreement all, Map<String, Agreement> topics) {}

  /**
   * Of a community. Each pair counts from both sides, so that it does not matter who was first.
   *
   * @param topics by topic; empty for what was not understood
   * @param reviewers by name
   */
  public record Overview(
      Agreement all, Map<String, Agreement> topics, List<OfReviewer> reviewers) {}

  /** A community's reviewers. */
  public Overview overview(String community) {
    List<Pairs> pairs =
        database.read(
            sql -> judgements.pairs(sql, community, clock.instant().minus(Duration.ofDays(DAYS))));
    List<OfReviewer> reviewers =
        pairs.stream().collect(Collectors.groupingBy(Pairs::reviewer)).values().stream()
            .map(own -> new OfReviewer(own.getFirst().name(), of(own), byTopic(own)))
            .sorted(Comparator.comparing(OfReviewer::name))
            .toList();
    return new Overview(of(pairs), byTopic(pairs), reviewers);
  }

  private static Map<String, Agreement> byTopic(List<Pairs> pairs) {
    Function<Pairs, String> topic = each -> Objects.requireNonNullElse(each.topic(), "");
    Map<String, Agreement> topics = new TreeMap<>();
    pairs.stream()
        .collect(Collectors.groupingBy(topic))
        .forEach((name, some) -> topics.put(name, of(some)));
    return topics;
  }

  private static Agreement of(List<Pairs> pairs) {
    Agreement agreement = new Agreement();
    pairs.forEach(each -> agreement.add(each.mine(), each.theirs(), each.times()));
    return agreement;
  }
}
