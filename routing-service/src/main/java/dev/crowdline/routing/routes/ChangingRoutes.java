package dev.crowdline.routing.routes;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.Fact;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.persistence.JudgedTable;
import dev.crowdline.routing.contractors.PromisingPay;
import dev.crowdline.routing.matching.WorkSignals;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.routing.notes.persistence.NoteTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.MessageTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a command, a fact or a deadline did to routes whose locks the transaction holds: one
 * statement per kind of change however many routes there are, members after routes, and after the
 * commit the members who got room look for work and the pushes go out.
 */
@ApplicationScoped
public class ChangingRoutes {
  private static final String TAKEN = "somebody else has taken it";

  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final JudgedTable judgements;
  private final MessageTable messages;
  private final NoteTable notes;
  private final LoadTable loads;
  private final PromisingPay promising;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final TellingMembers telling;

  ChangingRoutes(
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      JudgedTable judgements,
      MessageTable messages,
      NoteTable notes,
      LoadTable loads,
      PromisingPay promising,
      MemberIndex index,
      WorkSignals signals,
      TellingMembers telling) {
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.judgements = judgements;
    this.messages = messages;
    this.notes = notes;
    this.loads = loads;
    this.promising = promising;
    this.index = index;
    this.signals = signals;
    this.telling = telling;
  }

  /** Begins to collect what happens in a transaction. */
  public Changes begin(Tx tx, Instant now) {
    return new Changes(tx, now);
  }

  /** What happens to routes in one transaction. */
  public final class Changes {
    private final Tx tx;
    private final Instant now;
    private final List<Route> changedRoutes = new ArrayList<>();
    private final List<Assignment> newAssignments = new ArrayList<>();
    private final List<Assignment> changedAssignments = new ArrayList<>();
    private final List<Judged> said = new ArrayList<>();
    private final List<Message> newMessages = new ArrayList<>();
    private final List<StaffNote> newNotes = new ArrayList<>();
    private final List<OfferTable.Ranked> newOffers = new ArrayList<>();
    private final List<UUID> changedOffers = new ArrayList<>();
    private final Map<OfferState, List<UUID>> endedOffers = new EnumMap<>(OfferState.class);
    private final List<OfferTable.Reason> reasons = new ArrayList<>();
    private final List<UUID> freed = new ArrayList<>();
    private final List<Assignment> ended = new ArrayList<>();
    private final List<UUID> took = new ArrayList<>();

    private Changes(Tx tx, Instant now) {
      this.tx = tx;
      this.now = now;
    }

    /** Stores and states what came of something on a route, in that order. */
    public void carryOut(Route route, @Nullable Fact<?> cause, List<Change> changes) {
      for (Change change : changes) {
        write(change);
        StatingRoutes.fact(change)
            .ifPresent(
                fact -> tx.state(route.community(), route.id().toString(), now, cause, fact));
      }
    }

    private void write(Change change) {
      switch (change) {
        case Change.Moved(Route after) -> changedRoutes.add(after);
        case Change.Queued queued -> {}
        case Change.Exhausted exhausted -> {}
        case Change.Wrote(Message message) -> newMessages.add(message);
        case Change.Worked(Assignment after) -> {
          changedAssignments.add(after);
          tx.afterCommit(() -> telling.assignmentChanged(after));
        }
        case Change.TakenBack(Assignment ended, Change.TakenBack.Why why) -> {
          end(ended);
          tx.afterCommit(() -> telling.assignmentChanged(ended));
        }
        case Change.Withdrawn(List<Offer> withdrawn, String why) ->
            end(withdrawn, OfferState.WITHDRAWN, why);
        case Change.Shown(List<Offer> shown, Route after) -> show(shown, after);
        case Change.WorkConcerned(Assignment active) ->
            tx.afterCommit(() -> telling.assignmentChanged(active));
        case Change.AnswerDiscussed(Route route) -> tellWhoAnswered(route);
        case Change.Said(Judged judged) -> said.add(judged);
        case Change.Taken taken -> {
          newAssignments.add(taken.work());
          took.add(taken.work().memberId());
          accepted(taken.own());
          end(taken.others(), OfferState.WITHDRAWN, TAKEN);
        }
        case Change.Asked(Offer offer, Score why, Route after) -> {
          newOffers.add(new OfferTable.Ranked(offer, why, 1));
          tx.afterCommit(() -> telling.offer(offer, after));
        }
        case Change.Declined(Offer offer, String why) -> {
          end(List.of(offer), OfferState.DECLINED, TellingMembers.reason(OfferState.DECLINED));
          if (why != null) {
            reasons.add(new OfferTable.Reason(offer, why));
          }
        }
        case Change.Expired(List<Offer> over) ->
            end(over, OfferState.EXPIRED, TellingMembers.reason(OfferState.EXPIRED));
        case Change.Warned(Assignment after, AssignmentClock clock, Instant dueAt) -> {
          changedAssignments.add(after);
          tx.afterCommit(() -> telling.warning(after, clock, dueAt));
        }
        case Change.TimedOut(Assignment ended, AssignmentClock clock) -> {
          end(ended);
          tx.afterCommit(() -> telling.assignmentChanged(ended));
        }
        case Change.Kept(Assignment after) -> changedAssignments.add(after);
        case Change.Started(Assignment after) -> changedAssignments.add(after);
        case Change.Extended(Assignment after) -> changedAssignments.add(after);
        case Change.TimeGiven(Assignment after) -> {
          changedAssignments.add(after);
          tx.afterCommit(() -> telling.assignmentChanged(after));
        }
        case Change.NeedsChanged(Route after) -> routes.setNeeds(tx, after);
        case Change.MemberWrote wrote -> newMessages.add(wrote.message());
        case Change.FollowedUp wrote -> newMessages.add(wrote.message());
        case Change.Answered answered -> {
          newMessages.add(answered.answer());
          end(answered.ended());
        }
        case Change.Released(Assignment ended) -> end(ended);
        case Change.Noted(StaffNote note) -> newNotes.add(note);
        case Change.ThanksMarked marked -> {}
      }
    }

    /** Work ends: its member holds one piece less. */
    private void end(Assignment work) {
      changedAssignments.add(work);
      ended.add(work);
      freed.add(work.memberId());
    }

    /**
     * Whose answer it was sees what the customer wrote after it, although it is no work any more.
     */
    private void tellWhoAnswered(Route route) {
      assignments.ofRoute(tx, route.community(), route.id()).stream()
          .filter(a -> a.state() == AssignmentState.COMPLETED && a.round() == route.round())
          .forEach(a -> tx.afterCommit(() -> telling.answerDiscussed(a)));
    }

    /** Their slots are kept: they are the work's. */
    private void accepted(List<Offer> own) {
      for (Offer offer : own) {
        endedOffers.computeIfAbsent(OfferState.ACCEPTED, k -> new ArrayList<>()).add(offer.id());
        tx.afterCommit(() -> telling.offerEnded(offer, OfferState.ACCEPTED));
      }
    }

    private void show(List<Offer> live, Route after) {
      for (Offer offer : live) {
        changedOffers.add(offer.id());
        tx.afterCommit(() -> telling.offer(offer.changed(), after));
      }
    }

    /** Live offers end: their members get room, and are told. */
    private void end(List<Offer> live, OfferState how, String why) {
      for (Offer offer : live) {
        endedOffers.computeIfAbsent(how, k -> new ArrayList<>()).add(offer.id());
        freed.add(offer.memberId());
        tx.afterCommit(() -> telling.offerEnded(offer, how, why));
      }
    }

    /** Keeps what was said of answers, and tells those who gave them. */
    private void judged() {
      if (said.isEmpty()) {
        return;
      }
      judgements.save(tx, said);
      Set<UUID> routeIds = said.stream().map(Judged::routeId).collect(Collectors.toSet());
      assignments.withIds(tx, said.stream().map(Judged::assignmentId).toList()).stream()
          .filter(a -> routeIds.contains(a.routeId()) && !a.isActive())
          .forEach(a -> tx.afterCommit(() -> telling.answerDiscussed(a)));
    }

    /** Locks a member and those of live offers that end with it, in id order. */
    public void lock(UUID memberId, List<Offer> ending) {
      lock(Stream.concat(Stream.of(memberId), ending.stream().map(Offer::memberId)).toList());
    }

    /** Locks members in id order. */
    public void lock(List<UUID> memberIds) {
      loads.lock(tx, memberIds);
    }

    /**
     * Counts the price of what a contractor takes; a refusal when it does not fit into the day. The
     * members that change with it are locked already, as days come after members.
     */
    public Optional<Refusal> promise(Change.Taken taken) {
      return taken.work().price() == null
          ? Optional.empty()
          : Optional.ofNullable(promising.promise(tx, taken.work())).map(Refusal.NotNow::new);
    }

    /** Takes a slot for a member now; false when there is no room. */
    public boolean reserve(Route route, UUID memberId) {
      List<LoadTable.Granted> granted =
          loads.reserve(
              tx,
              List.of(
                  new LoadTable.Wanted(
                      route.id(), route.community(), memberId, route.demand().minimumTier())));
      granted.forEach(g -> tx.afterCommit(() -> setLoad(g.load())));
      return !granted.isEmpty();
    }

    private void setLoad(LoadTable.Load load) {
      index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince());
    }

    /** Writes everything. Nothing may be added afterwards. */
    public void flush() {
      List<LoadTable.Load> after = loads.change(tx, freed, took, now);
      promising.giveBack(tx, ended);
      offers.changed(tx, changedOffers);
      endedOffers.forEach((how, ids) -> offers.end(tx, ids, how, now));
      offers.declinedBecause(tx, reasons);
      offers.add(tx, newOffers);
      assignments.add(tx, newAssignments);
      assignments.save(tx, changedAssignments);
      messages.add(tx, newMessages);
      notes.add(tx, newNotes);
      List<Long> waiting = routes.save(tx, changedRoutes);
      judged();
      tx.afterCommit(() -> {
        after.forEach(this::setLoad);
        if (!freed.isEmpty()) {
          signals.membersAreFree(freed);
        }
        if (!waiting.isEmpty()) {
          signals.queuesWait(waiting);
        }
      });
    }
  }
}
