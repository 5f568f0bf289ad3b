package dev.crowdline.sla.hearing.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.rewards.PointsClawedBack;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.MemberUpdated;
import dev.crowdline.contracts.routing.NeedsChanged;
import dev.crowdline.contracts.sla.QuestionCleared;
import dev.crowdline.sla.clocks.Heard;
import dev.crowdline.sla.clocks.HearingOfRequests;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.members.domain.KnownMember;
import dev.crowdline.sla.members.persistence.MemberTable;
import dev.crowdline.sla.overdue.domain.Question;
import dev.crowdline.sla.overdue.persistence.QuestionTable;
import dev.crowdline.sla.overview.CountingFacts;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.inbox.FactApplier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Tells clocks, list and reports what other services state, a batch at a time: one statement reads
 * the clocks, one stores them, one each stores questions and counts.
 */
@ApplicationScoped
class HearingFacts implements FactApplier {
  private final HearingOfRequests requests;
  private final QuestionTable questions;
  private final CountingFacts counting;
  private final MemberTable members;
  private final InstantSource clock;

  HearingFacts(
      HearingOfRequests requests,
      QuestionTable questions,
      CountingFacts counting,
      MemberTable members,
      InstantSource clock) {
    this.requests = requests;
    this.questions = questions;
    this.counting = counting;
    this.members = members;
    this.clock = clock;
  }

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    List<Heard> heard = new ArrayList<>();
    for (Effects.Effect<?> effect : Effects.ALL) {
      hear(arrivals, effect, heard);
    }
    questions.store(
        tx, arrivals.of(RequestSubmitted.class).stream().map(HearingFacts::question).toList());
    for (Fact<NeedsChanged> fact : arrivals.of(NeedsChanged.class)) {
      questions.change(tx, key(fact), fact.data().needs(), fact.data().language());
    }
    requests.hear(tx, heard);
    count(tx, arrivals);
    members.store(tx, members(arrivals));
    erase(tx, arrivals.of(RequestErased.class));
  }

  /** Clears what customers wrote, and says so, once. */
  private void erase(Tx tx, List<Fact<RequestErased>> facts) {
    if (facts.isEmpty()) {
      return;
    }
    Set<ClockedRequest.Key> cleared =
        questions.clear(tx, facts.stream().map(HearingFacts::key).toList());
    Instant now = clock.instant();
    for (Fact<RequestErased> fact : facts) {
      if (cleared.contains(key(fact))) {
        tx.stateFrom(fact, now, new QuestionCleared(fact.data().erasureId(), 1));
      }
    }
  }

  private static <T> void hear(Arrivals arrivals, Effects.Effect<T> effect, List<Heard> heard) {
    BiFunction<RequestClocks, Fact<T>, RequestClocks> on = effect.on();
    for (Fact<T> fact : arrivals.of(effect.type())) {
      heard.add(
          new Heard(key(fact), arrivals.partitionOf(fact), fact, clocks -> on.apply(clocks, fact)));
    }
  }

  private void count(Tx tx, Arrivals arrivals) {
    CountingFacts.Counts counts = new CountingFacts.Counts();
    for (Fact<AssignmentCompleted> fact : arrivals.of(AssignmentCompleted.class)) {
      counts.completed(fact.community(), fact.time(), fact.data().memberId());
    }
    for (Fact<PointsReleased> fact : arrivals.of(PointsReleased.class)) {
      counts.paid(fact.community(), fact.time(), fact.data().points());
    }
    for (Fact<PointsClawedBack> fact : arrivals.of(PointsClawedBack.class)) {
      counts.paid(fact.community(), fact.time(), -fact.data().points());
    }
    counting.count(tx, counts);
  }

  private static List<KnownMember> members(Arrivals arrivals) {
    List<KnownMember> told = new ArrayList<>();
    for (Fact<MemberRegistered> fact : arrivals.of(MemberRegistered.class)) {
      told.add(registered(fact));
    }
    for (Fact<MemberUpdated> fact : arrivals.of(MemberUpdated.class)) {
      told.add(updated(fact));
    }
    return told;
  }

  static KnownMember registered(Fact<MemberRegistered> fact) {
    MemberRegistered data = fact.data();
    return new KnownMember(
        fact.community(), fact.subjectId(), data.identity(), data.tier().asMembers());
  }

  static KnownMember updated(Fact<MemberUpdated> fact) {
    return new KnownMember(
        fact.community(), fact.subjectId(), null, fact.data().tier().asMembers());
  }

  static Question question(Fact<RequestSubmitted> fact) {
    RequestSubmitted data = fact.data();
    return new Question(
        key(fact),
        data.channel().known(),
        data.language(),
        data.customerAlias(),
        data.needs(),
        data.text(),
        data.topic(),
        data.attributes());
  }

  private static ClockedRequest.Key key(Fact<?> fact) {
    return new ClockedRequest.Key(fact.community(), fact.subjectId());
  }
}
