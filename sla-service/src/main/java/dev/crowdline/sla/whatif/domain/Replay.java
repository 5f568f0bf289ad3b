package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.routes.domain.AnsweringOffers;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Demand;
import dev.crowdline.routing.routes.domain.Heard;
import dev.crowdline.routing.routes.domain.Hearing;
import dev.crowdline.routing.routes.domain.Lapsing;
import dev.crowdline.routing.routes.domain.OfferStanding;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.domain.Standing;
import dev.crowdline.routing.routes.domain.Steering;
import dev.crowdline.routing.routes.domain.WorkStanding;
import dev.crowdline.routing.routes.domain.Working;
import dev.crowdline.sla.clocks.domain.ClockEvent;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Urgency;
import dev.crowdline.sla.waits.domain.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A recorded period once more, under other rules: the same requests come at the same moments, the
 * same people are there, and what is decided follows from the rules of routing and sla themselves.
 * What people do is as {@link Habits} say. Two replays with the same seed draw the same lots, so
 * that what differs between them is what the rules made of it. Of one thread.
 */
final class Replay implements Offering.Told {
  private final Recording recording;
  private final Rules rules;
  private final Habits habits;
  private final long seed;
  private final Agenda agenda = new Agenda();
  private final MemberIndex index = new MemberIndex();
  private final Crew crew;
  private final Offering offering;
  private final Waiting waiting = new Waiting();
  private final Expecting expecting = new Expecting();
  private final ContractorPay pay;
  private final Map<UUID, Running> requests = new LinkedHashMap<>();

  /** Of requests that are over, which nothing else is kept of. */
  private final List<Course> over = new ArrayList<>();

  private int begun;
  private Instant now = Instant.MIN;
  private long made;

  Replay(Recording recording, Rules rules, Habits habits, long seed) {
    this.recording = recording;
    this.rules = rules;
    this.habits = habits;
    this.seed = seed;
    this.crew = new Crew(recording, index);
    this.pay = new ContractorPay();
    this.offering = new Offering(index, waiting, crew, this::waveSize, this, new Random(seed));
  }

  /**
   * Runs it.
   *
   * @param progress is told what share of it is over, now and then
   * @return what became of each request that counts
   */
  List<Course> run(DoubleConsumer progress) {
    for (Person person : recording.people()) {
      person
          .present()
          .forEach(stay -> {
            agenda.note(stay.from(), () -> comes(person));
            agenda.note(stay.to(), () -> crew.leaves(person));
          });
    }
    recording.requests().forEach(asked -> agenda.note(asked.at(), () -> submit(asked)));
    int told = 0;
    while (agenda.next().isBefore(recording.until())) {
      now = agenda.next();
      while (agenda.next().equals(now)) {
        agenda.step();
      }
      offering.make(now, rules.at(now), pay.isUsedUp(rules.at(now), now));
      if (begun > told) {
        told = begun;
        progress.accept((double) begun / recording.requests().size());
      }
    }
    List<Course> courses = new ArrayList<>(over);
    requests.values().stream()
        .filter(each -> recording.counts(each.asked))
        .map(Running::course)
        .forEach(courses::add);
    return courses;
  }

  private void comes(Person person) {
    crew.comes(person);
    offering.free(person.id());
  }

  private void submit(Asked asked) {
    Policy policy = rules.at(now);
    Route.Origin origin =
        new Route.Origin(
            asked.id(),
            recording.community(),
            true,
            Language.primary(asked.traits().language()),
            asked.needs(),
            "",
            null,
            "",
            now,
            null,
            asked.traits().topic(),
            0);
    Route route =
        new Route(
            origin,
            Demand.of(
                asked.minimumTier(),
                asked.traits().priority(),
                origin.pays(rules.pays(now), asked.traits().priority())),
            new RouteState.Queued(),
            1,
            0,
            null,
            Turn.FIRST,
            now);
    RequestClocks clocks =
        RequestClocks.UNKNOWN
            .submitted(
                now,
                asked.traits().priority(),
                asked.minimumTier(),
                null,
                asked.traits().topic(),
                null)
            .planned(
                Plan.of(policy, 1, asked.traits().priority(), asked.traits()).in(rules.calendar()));
    Running running = new Running(asked, route, clocks);
    requests.put(asked.id(), running);
    begun++;
    move(running, route.dueAt(route.retryAt(now)));
    asked
        .words()
        .forEach(word ->
            agenda.note(word.at().isBefore(now) ? now : word.at(), () -> say(running, word)));
    judge(running);
  }

  // ---- what is decided ----

  private int waveSize(Route route) {
    Policy policy = rules.at(now);
    return Math.min(policy.waveLimit(), policy.waveSize() * route.demand().waveFactor());
  }

  private Standing standing(Running of) {
    return new Standing(
        of.route,
        List.copyOf(of.live.values()),
        of.tiers,
        of.active,
        rules.at(now),
        rules.pays(now));
  }

  private void move(Running running, Route after) {
    if (after.round() > running.route.round()) {
      running.newRound();
    }
    waiting.move(running, after, waveSize(after));
    if (running.queue != null) {
      offering.look(running.queue);
    }
    Instant due = after.dueAt();
    if (due != null && !due.equals(running.routeLook)) {
      running.routeLook = due;
      agenda.note(due, () -> lapse(running, due));
    }
  }

  private void lapse(Running running, Instant due) {
    if (due.equals(running.routeLook)) {
      running.routeLook = null;
      Instant wanted = running.route.dueAt();
      if (due.equals(wanted) && !running.route.isClosed()) {
        carryOut(running, Lapsing.due(standing(running), now));
      }
    }
  }

  private void carryOut(Running running, List<Change> changes) {
    changes.forEach(change -> carryOut(running, change));
    judge(running);
    if (running.route.isFinished()
        && requests.remove(running.asked.id()) != null
        && recording.counts(running.asked)) {
      over.add(running.course());
    }
  }

  private void carryOut(Running running, Change change) {
    switch (change) {
      case Change.Moved(Route after) -> move(running, after);
      case Change.Exhausted exhausted -> {
        running.exhausted();
        running.clocks = running.clocks.exhausted(now, running.route.round());
      }
      case Change.Worked(Assignment after) -> running.active = after;
      case Change.Warned warned -> running.active = warned.after();
      case Change.Kept(Assignment after) -> running.active = after;
      case Change.Started(Assignment after) -> running.active = after;
      case Change.Extended(Assignment after) -> {
        running.active = after;
        running.clocks = running.clocks.extended(now, after.id(), after.completionDue(), false);
      }
      case Change.TimeGiven(Assignment after) -> running.active = after;
      case Change.TakenBack(Assignment ended, Change.TakenBack.Why why) -> {
        running.refused(ended.memberId());
        end(running, ended);
        running.clocks = running.clocks.workCancelled(now, ended.id());
      }
      case Change.TimedOut timedOut -> {
        running.refused(timedOut.ended().memberId());
        end(running, timedOut.ended());
        running.clocks = running.clocks.timedOut(now, timedOut.ended().id());
      }
      case Change.Released(Assignment ended) -> {
        running.refused(ended.memberId());
        end(running, ended);
        running.clocks = running.clocks.released(now, ended.id());
      }
      case Change.Withdrawn(List<Offer> offers, String why) -> end(running, offers);
      case Change.Declined declined -> {
        running.refused(declined.offer().memberId());
        end(running, List.of(declined.offer()));
      }
      case Change.Expired(List<Offer> offers) -> {
        offers.forEach(offer -> running.missed(offer.memberId(), now));
        end(running, offers);
      }
      case Change.Taken taken -> take(running, taken);
      case Change.MemberWrote wrote ->
          running.clocks =
              running.clocks.spoken(
                  now, wrote.work().id(), wrote.message().asksCustomer(), wrote.heard());
      case Change.Answered answered -> answer(running, answered);
      // Of what is shown, told and kept, nothing that is decided depends.
      case Change.Asked asked -> {}
      case Change.AnswerDiscussed discussed -> {}
      case Change.FollowedUp followedUp -> {}
      case Change.NeedsChanged changed -> {}
      case Change.Noted noted -> {}
      case Change.Queued queued -> {}
      case Change.Said said -> {}
      case Change.Shown shown -> {}
      case Change.ThanksMarked marked -> {}
      case Change.WorkConcerned concerned -> {}
      case Change.Wrote wrote -> {}
    }
  }

  private void end(Running running, List<Offer> offers) {
    for (Offer offer : offers) {
      running.live.remove(offer.id());
      free(offer.memberId());
    }
  }

  private void end(Running running, Assignment ended) {
    running.active = null;
    pay.giveBack(rules.at(ended.acceptedAt()), ended);
    free(ended.memberId());
  }

  private void free(UUID member) {
    crew.frees(member);
    offering.free(member);
  }

  private void take(Running running, Change.Taken taken) {
    Assignment work = taken.work();
    taken.own().forEach(offer -> running.live.remove(offer.id()));
    if (taken.own().isEmpty()) {
      crew.holds(work.memberId());
    }
    crew.took(work.memberId(), now);
    end(running, taken.others());
    running.active = work;
    running.listed = false;
    String queue = queue(running);
    if (running.clocks.timeline().acceptedAt() == null) {
      expecting.taken(queue, now, Duration.between(running.asked.at(), now));
    }
    running.taken(now);
    running.clocks =
        running.clocks.taken(
            now, work.id(), work.round(), work.memberId(), taken.alias(), work.tier());
    work(running, work);
  }

  private void answer(Running running, Change.Answered answered) {
    Assignment ended = answered.ended();
    running.active = null;
    free(ended.memberId());
    running.answered(ended, now);
    running.clocks =
        running.clocks.answered(now, ended.id(), ended.round(), ended.tier(), answered.heard());
    int number = running.answers++;
    Verdict verdict =
        habits.verdict(running.asked, number, lots(running.asked.id(), null, number, 'v'));
    if (verdict != null) {
      Duration after =
          verdict.kind() == Verdict.Kind.SILENCE
              ? Duration.ofSeconds(rules.at(now).silenceSeconds())
              : verdict.after();
      agenda.note(now.plus(after), () -> say(running, ended, verdict));
    }
  }

  /** Says what silence means by now, does what steps of the plan say, and notes the next look. */
  private void judge(Running running) {
    Duration expected = running.clocks.predicts() ? expecting.of(queue(running), now) : null;
    List<ClockEvent.StepRaised> raised;
    do {
      dev.crowdline.sla.clocks.domain.Outcome judged = running.clocks.due(now, expected);
      running.clocks = judged.clocks();
      raised =
          judged.events().stream()
              .filter(ClockEvent.StepRaised.class::isInstance)
              .map(ClockEvent.StepRaised.class::cast)
              .toList();
      for (ClockEvent.StepRaised each : raised) {
        running.stepped();
        Hearing.hear(standing(running), new Heard.Escalated(escalation(each)), now)
            .forEach(change -> carryOut(running, change));
      }
    } while (!raised.isEmpty());
    list(running);
    Instant next = running.clocks.nextDueAt(expected);
    if (next != null && !next.equals(running.clockLook)) {
      running.clockLook = next;
      agenda.note(next.isBefore(now) ? now : next, () -> look(running, next));
    }
  }

  private void look(Running running, Instant noted) {
    if (noted.equals(running.clockLook)) {
      running.clockLook = null;
      judge(running);
    }
  }

  private static Demand.Escalation escalation(ClockEvent.StepRaised raised) {
    Tier tier = raised.step().tier();
    return new Demand.Escalation(
        raised.raised().step(),
        raised.raised().stepId(),
        raised.last(),
        raised.step().widenLevels(),
        raised.step().waveFactor(),
        raised.step().rewardPercent(),
        tier == null ? 0 : Demand.bit(tier));
  }

  private String queue(Running running) {
    return Queue.of(
            recording.community(),
            running.route.origin().needs(),
            running.route.origin().language(),
            running.clocks)
        .name();
  }

  // ---- what people do ----

  @Override
  public void sent(Running running, Route after) {
    move(running, after);
  }

  @Override
  public void offer(Running running, Offer offer, Tier tier) {
    running.live.put(offer.id(), offer);
    int before = running.offered(offer.memberId(), tier);
    Reaction reaction =
        habits.reaction(
            running.asked,
            offer.memberId(),
            tier,
            before,
            lots(running.asked.id(), offer.memberId(), before, 'o'));
    Instant at = now.plus(reaction.after());
    if (reaction.isSeen() && at.isBefore(offer.deadline())) {
      agenda.note(at, () -> react(running, offer.id(), reaction));
    }
  }

  private void react(Running running, UUID offerId, Reaction reaction) {
    Offer offer = running.live.get(offerId);
    if (offer == null) {
      return;
    }
    Member member = crew.member(offer.memberId());
    OfferStanding standing =
        new OfferStanding(running.route, offer, running.others(offer), List.of(), rules.at(now));
    carryOut(
        running,
        reaction.kind() == Reaction.Kind.DECLINED
            ? AnsweringOffers.decline(standing, member, null, now)
            : AnsweringOffers.accept(standing, member, id(), now));
  }

  private void carryOut(Running running, Outcome outcome) {
    if (outcome instanceof Decision decision && isPaid(decision)) {
      carryOut(running, decision.changes());
    }
  }

  /** Whether what contractors may cost on a day allows it. */
  private boolean isPaid(Decision decision) {
    return decision.changes().stream()
        .allMatch(change ->
            !(change instanceof Change.Taken taken)
                || pay.promise(rules.at(now), taken.work(), now));
  }

  private void work(Running running, Assignment taken) {
    UUID member = taken.memberId();
    int before = running.worked(member);
    Work work =
        habits.work(
            running.asked,
            member,
            taken.tier(),
            before,
            lots(running.asked.id(), member, before, 'w'));
    if (work != null) {
      for (Work.Deed deed : work.deeds()) {
        agenda.note(now.plus(deed.after()), () -> act(running, taken.id(), deed.kind()));
      }
    }
  }

  private void act(Running running, UUID assignmentId, Work.Kind kind) {
    Assignment active = running.active;
    if (active == null || !active.id().equals(assignmentId)) {
      return;
    }
    Member member = crew.member(active.memberId());
    WorkStanding standing = new WorkStanding(running.route, active, rules.at(now));
    switch (kind) {
      case STARTED -> carryOut(running, Working.start(standing, member, now));
      case WROTE -> carryOut(running, Working.write(standing, member, id(), "", false, now));
      case ASKED -> carryOut(running, Working.write(standing, member, id(), "", true, now));
      case CUSTOMER_WROTE -> customerWrote(running);
      case EXTENDED -> carryOut(running, Working.extend(standing, member, now));
      case ANSWERED -> carryOut(running, Working.complete(standing, member, id(), "", now));
      case HANDED_BACK -> carryOut(running, Working.release(standing, member, null, now));
    }
  }

  private void customerWrote(Running running) {
    int number = running.route.turn().highest() + 1;
    running.clocks = running.clocks.customerWrote(now, number, false);
    carryOut(
        running,
        Hearing.hear(
            standing(running), new Heard.CustomerWrote(id(), "", number, false, now), now));
  }

  private void say(Running running, Assignment answer, Verdict verdict) {
    if (!(running.route.state() instanceof RouteState.Closed closed)
        || closed.finished()
        || answer.round() != running.route.round()) {
      return;
    }
    int round = running.route.round();
    switch (verdict.kind()) {
      case CONFIRMED, SILENCE -> {
        running.confirmed();
        running.clocks = running.clocks.resolved(now, answer.id(), round, round);
        carryOut(running, Hearing.hear(standing(running), new Heard.Over(), now));
      }
      case REFUSED, REFUSED_TO_THE_SAME -> {
        running.clocks = running.clocks.reopened(now, round + 1);
        UUID same = verdict.kind() == Verdict.Kind.REFUSED_TO_THE_SAME ? answer.memberId() : null;
        carryOut(
            running, Hearing.hear(standing(running), new Heard.Reopened(round + 1, same), now));
      }
    }
  }

  private void say(Running running, Word word) {
    if (running.route.isFinished()) {
      return;
    }
    List<Heard> heard =
        switch (word) {
          case Word.TierRaised(Instant at, Tier to) -> {
            running.clocks = running.clocks.tierRaised(to);
            yield List.of(new Heard.TierRaised(to));
          }
          case Word.PriorityRaised raised -> {
            running.clocks = running.clocks.priorityRaised(now, raised.to());
            yield List.of(new Heard.PriorityRaised(raised.to()));
          }
          case Word.NeedsChanged changed -> {
            running.clocks = running.clocks.needsChanged(now);
            yield List.of();
          }
          case Word.Linked linked -> {
            running.clocks = running.clocks.linked(now);
            yield List.of(new Heard.Linked());
          }
          case Word.Split split -> {
            running.clocks = running.clocks.split(now, split.round());
            yield List.of(new Heard.Split(split.round()));
          }
          case Word.Answered answered -> {
            int round = running.route.round();
            running.clocks = running.clocks.answered(now, id(), round, Tier.COMMUNITY, null);
            yield List.of();
          }
          case Word.Closed closed -> {
            running.clocks =
                running.clocks.closed(now, running.route.round(), Mark.Closed.By.OTHER);
            yield List.of(new Heard.Over());
          }
          case Word.Cancelled cancelled -> {
            running.clocks = running.clocks.cancelled(now);
            yield List.of(new Heard.Over());
          }
        };
    List<Change> changes = new ArrayList<>();
    heard.forEach(each -> changes.addAll(Hearing.hear(standing(running), each, now)));
    if (word instanceof Word.NeedsChanged changed) {
      carryOut(
          running,
          Steering.needs(
              standing(running),
              changed.needs(),
              changed.language() == null
                  ? running.route.origin().language()
                  : Language.primary(changed.language()),
              now));
    }
    carryOut(running, changes);
  }

  // ---- the overdue list ----

  private void list(Running running) {
    boolean open = running.route.state() instanceof RouteState.Open;
    boolean wants = open && Urgency.of(running.clocks, running.clocks.timeline()) != null;
    if (wants && !running.listed) {
      Reaction claim =
          habits.claim(running.asked, lots(running.asked.id(), null, running.route.wave(), 'c'));
      if (claim.isSeen()) {
        agenda.note(now.plus(claim.after()), () -> claim(running));
      }
    }
    running.listed = wants;
  }

  private void claim(Running running) {
    if (!running.listed || !(running.route.state() instanceof RouteState.Open open)) {
      return;
    }
    Member member =
        crew.claimer(running, lots(running.asked.id(), null, running.route.wave(), 'm'));
    if (member != null) {
      List<Offer> own =
          running.live.values().stream()
              .filter(offer -> offer.memberId().equals(member.id()))
              .toList();
      List<Offer> others =
          running.live.values().stream().filter(offer -> !own.contains(offer)).toList();
      carryOut(
          running,
          (Outcome)
              AnsweringOffers.taken(
                  Change.Taken.By.CLAIM,
                  running.route,
                  open,
                  member,
                  id(),
                  own,
                  others,
                  rules.at(now),
                  now));
    }
  }

  /** The lots of one question: the same in every replay of that seed, whatever else happens. */
  private RandomGenerator lots(UUID request, @Nullable UUID member, int number, char what) {
    long mixed = seed * 31 + request.getMostSignificantBits();
    mixed = mixed * 31 + request.getLeastSignificantBits();
    mixed = mixed * 31 + (member == null ? 0 : member.getLeastSignificantBits());
    return new SplittableRandom((mixed * 31 + number) * 31 + what);
  }

  private UUID id() {
    return new UUID(0, ++made);
  }
}
