package dev.crowdline.rewards.ledger.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.MemberUpdated;
import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Extra;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.ledger.messaging.stating.StatingPay;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.members.domain.Registered;
import dev.crowdline.rewards.pieces.SettlingPieces;
import dev.crowdline.rewards.pieces.domain.Piece;
import dev.crowdline.rewards.pieces.messaging.HearingOfPieces;
import dev.crowdline.rewards.reviews.messaging.HearingOfReviews;
import dev.crowdline.rewards.royalties.messaging.HearingOfArticles;
import dev.crowdline.rewards.rules.messaging.HearingOfAnswers;
import dev.crowdline.rewards.thanks.messaging.HearingOfThanks;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.inbox.FactApplier;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What rewards does with the facts of the others, and the facts that it states about points. */
@ApplicationScoped
public class HearingFacts implements FactApplier {
  private final SettlingPay settling;
  private final SettlingPieces pieces;
  private final KnowingMembers members;
  private final HearingOfAnswers answers;
  private final HearingOfThanks thanks;
  private final HearingOfReviews reviews;
  private final HearingOfArticles articles;
  private final Communities communities;
  private final InstantSource clock;

  HearingFacts(
      SettlingPay settling,
      SettlingPieces pieces,
      KnowingMembers members,
      HearingOfAnswers answers,
      HearingOfThanks thanks,
      HearingOfReviews reviews,
      HearingOfArticles articles,
      Communities communities,
      InstantSource clock) {
    this.settling = settling;
    this.pieces = pieces;
    this.members = members;
    this.answers = answers;
    this.thanks = thanks;
    this.reviews = reviews;
    this.articles = articles;
    this.communities = communities;
    this.clock = clock;
  }

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    applyAll(tx, List.of(arrivals));
  }

  @Override
  public void applyAll(Tx tx, List<Arrivals> rounds) {
    Map<Heard, Fact<?>> facts = new LinkedHashMap<>();
    List<Piece> completed = new ArrayList<>();
    for (Arrivals arrivals : rounds) {
      members.know(tx, known(arrivals));
      members.name(
          tx, arrivals.of(AssignmentCompleted.class).stream().map(HearingFacts::named).toList());
      thanks.hear(tx, arrivals);
      articles.hear(tx, arrivals);
      hear(tx, arrivals, facts);
      completed.addAll(HearingOfPieces.among(arrivals, communities));
    }
    answers.hear(tx, rounds);
    // Before the points: who judges locks the review first, and then the member's accounts.
    reviews.hear(tx, rounds);
    for (SettlingPay.Settled settled : settling.settle(tx, List.copyOf(facts.keySet()))) {
      Fact<?> cause = Objects.requireNonNull(facts.get(settled.cause()));
      tx.stateFrom(cause, clock.instant(), StatingPay.fact(settled.due()));
    }
    pieces.settle(tx, completed, List.copyOf(facts.keySet()));
  }

  private void hear(Tx tx, Arrivals arrivals, Map<Heard, Fact<?>> heard) {
    for (Fact<AssignmentCompleted> fact : arrivals.of(AssignmentCompleted.class)) {
      heard.put(completed(fact, answers.extra(tx, fact)), fact);
    }
    for (Fact<RequestRated> fact : arrivals.of(RequestRated.class)) {
      heard.put(rated(fact), fact);
    }
    for (Fact<RequestResolved> fact : arrivals.of(RequestResolved.class)) {
      heard.put(resolved(fact), fact);
    }
    for (Fact<RequestReopened> fact : arrivals.of(RequestReopened.class)) {
      heard.put(reopened(fact), fact);
    }
    for (Fact<RequestClosed> fact : arrivals.of(RequestClosed.class)) {
      heard.put(closed(fact), fact);
    }
    for (Fact<RequestCancelled> fact : arrivals.of(RequestCancelled.class)) {
      heard.put(cancelled(fact), fact);
    }
  }

  private static List<Registered> known(Arrivals arrivals) {
    return Stream.concat(
            arrivals.of(MemberRegistered.class).stream().map(HearingFacts::registered),
            arrivals.of(MemberUpdated.class).stream().map(HearingFacts::updated))
        .toList();
  }

  static Registered registered(Fact<MemberRegistered> fact) {
    MemberRegistered data = fact.data();
    return new Registered(
        fact.community(), fact.subjectId(), data.alias(), data.identity(), fact.time());
  }

  static Registered updated(Fact<MemberUpdated> fact) {
    return new Registered(
        fact.community(), fact.subjectId(), fact.data().alias(), null, fact.time());
  }

  static Registered named(Fact<AssignmentCompleted> fact) {
    AssignmentCompleted data = fact.data();
    return new Registered(fact.community(), data.memberId(), data.memberAlias(), null, fact.time());
  }

  static Heard completed(Fact<AssignmentCompleted> fact, Extra extra) {
    AssignmentCompleted data = fact.data();
    return new Heard.Completed(
        fact.community(),
        fact.subjectId(),
        data.assignmentId(),
        data.memberId(),
        data.tier() == Tier.COMMUNITY,
        data.round(),
        data.reward(),
        extra,
        fact.time());
  }

  static Heard rated(Fact<RequestRated> fact) {
    return new Heard.Rated(
        fact.community(),
        fact.subjectId(),
        fact.data().assignmentId(),
        fact.data().stars(),
        fact.time());
  }

  static Heard resolved(Fact<RequestResolved> fact) {
    RequestResolved data = fact.data();
    return new Heard.Confirmed(
        fact.community(),
        fact.subjectId(),
        data.assignmentId(),
        data.round(),
        Objects.requireNonNullElse(data.confirmedInRound(), data.round()),
        fact.time());
  }

  static Heard reopened(Fact<RequestReopened> fact) {
    return new Heard.Refused(
        fact.community(),
        fact.subjectId(),
        fact.data().assignmentId(),
        fact.data().round(),
        fact.time());
  }

  static Heard closed(Fact<RequestClosed> fact) {
    return new Heard.Closed(fact.community(), fact.subjectId(), fact.data().round(), fact.time());
  }

  static Heard cancelled(Fact<RequestCancelled> fact) {
    return new Heard.Cancelled(
        fact.community(), fact.subjectId(), fact.data().paidAssignmentId(), fact.time());
  }
}
