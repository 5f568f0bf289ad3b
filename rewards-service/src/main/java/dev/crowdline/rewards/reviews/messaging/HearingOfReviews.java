package dev.crowdline.rewards.reviews.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.MemberUpdated;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.rewards.reviews.SamplingAnswers;
import dev.crowdline.rewards.reviews.domain.Answered;
import dev.crowdline.rewards.reviews.persistence.BriefTable;
import dev.crowdline.rewards.reviews.persistence.BriefTable.Brief;
import dev.crowdline.rewards.reviews.persistence.BriefTable.OfRequest;
import dev.crowdline.rewards.reviews.persistence.BriefTable.Taken;
import dev.crowdline.rewards.reviews.persistence.BriefTable.Tiered;
import dev.crowdline.rewards.reviews.persistence.ReviewTable;
import dev.crowdline.rewards.reviews.persistence.ReviewTable.Rated;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What reviews hear: who may read a request, who had it, its answers, and what was said of them.
 */
@ApplicationScoped
public class HearingOfReviews {
  private final BriefTable briefs;
  private final ReviewTable reviews;
  private final SamplingAnswers sampling;
  private final InstantSource clock;

  HearingOfReviews(
      BriefTable briefs, ReviewTable reviews, SamplingAnswers sampling, InstantSource clock) {
    this.briefs = briefs;
    this.reviews = reviews;
    this.sampling = sampling;
    this.clock = clock;
  }

  /** Takes in all that arrived together. What one fact rests on is of an earlier round. */
  public void hear(Tx tx, List<Arrivals> rounds) {
    for (Arrivals arrivals : rounds) {
      briefs.know(tx, all(arrivals, RequestSubmitted.class, HearingOfReviews::brief));
      briefs.raise(
          tx,
          all(
              arrivals,
              MinimumTierRaised.class,
              fact ->
                  new Brief(
                      fact.community(),
                      fact.subjectId(),
                      null,
                      fact.data().minimumTier().asMinimum())));
      briefs.took(
          tx,
          Stream.concat(
                  all(arrivals, OfferAccepted.class, fact -> taken(fact, fact.data().memberId()))
                      .stream(),
                  all(arrivals, RouteClaimed.class, fact -> taken(fact, fact.data().memberId()))
                      .stream())
              .toList());
      briefs.tiers(
          tx,
          Stream.concat(
                  all(arrivals, MemberRegistered.class, fact -> tiered(fact, fact.data().tier()))
                      .stream(),
                  all(arrivals, MemberUpdated.class, fact -> tiered(fact, fact.data().tier()))
                      .stream())
              .toList());
    }
    Instant now = clock.instant();
    sampling.sample(
        tx,
        every(rounds, AssignmentCompleted.class)
            .filter(HearingOfReviews::byCommunity)
            .map(HearingOfReviews::answered)
            .toList(),
        now);
    reviews.rate(
        tx,
        every(rounds, RequestRated.class)
            .map(fact ->
                new Rated(fact.community(), fact.data().assignmentId(), fact.data().stars()))
            .toList());
    reviews.forget(
        tx,
        every(rounds, RequestErased.class)
            .map(fact -> new OfRequest(fact.community(), fact.subjectId()))
            .toList(),
        now);
  }

  private static <T, R> List<R> all(Arrivals arrivals, Class<T> type, Function<Fact<T>, R> each) {
    return arrivals.of(type).stream().map(each).toList();
  }

  private static <T> Stream<Fact<T>> every(List<Arrivals> rounds, Class<T> type) {
    return rounds.stream().flatMap(arrivals -> arrivals.of(type).stream());
  }

  private static Brief brief(Fact<RequestSubmitted> fact) {
    return new Brief(
        fact.community(),
        fact.subjectId(),
        fact.data().topic(),
        fact.data().minimumTier().asMinimum());
  }

  private static Taken taken(Fact<?> fact, UUID memberId) {
    return new Taken(fact.community(), fact.subjectId(), memberId);
  }

  private static Tiered tiered(Fact<?> fact, Tier tier) {
    return new Tiered(fact.community(), fact.subjectId(), tier.asMembers());
  }

  private static boolean byCommunity(Fact<AssignmentCompleted> fact) {
    return fact.data().tier() == Tier.COMMUNITY;
  }

  private static Answered answered(Fact<AssignmentCompleted> fact) {
    AssignmentCompleted data = fact.data();
    return new Answered(
        fact.community(),
        data.assignmentId(),
        fact.subjectId(),
        data.memberId(),
        data.messageId(),
        Math.max(0, data.reward()),
        fact.time());
  }
}
