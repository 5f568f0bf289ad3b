package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.routing.notes.persistence.NoteTable;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.routes.CommandingRoutes.Order;
import dev.crowdline.routing.routes.domain.AnsweringOffers;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.domain.WorkStanding;
import dev.crowdline.routing.routes.domain.Working;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A specialist or contractor hands the own work over to a named specialist, who has it at once: in
 * one transaction it ends here and begins there, so nobody comes between (P2), and the colleague's
 * slot is reserved first (P3). Specialists are the company's own people and need not be asked; a
 * contractor is paid per piece and takes it by an own decision, so none is handed to a contractor.
 */
@ApplicationScoped
public class HandingOver {
  private final CommandingRoutes commanding;
  private final RouteTable routes;
  private final AssignmentTable assignments;
  private final OfferTable offers;
  private final MemberTable members;
  private final NoteTable notes;
  private final Presence presence;
  private final ChangingRoutes work;
  private final TellingMembers telling;
  private final Acts acts;
  private final Communities communities;
  private final InstantSource clock;

  HandingOver(
      CommandingRoutes commanding,
      RouteTable routes,
      AssignmentTable assignments,
      OfferTable offers,
      MemberTable members,
      NoteTable notes,
      Presence presence,
      ChangingRoutes work,
      TellingMembers telling,
      Acts acts,
      Communities communities,
      InstantSource clock) {
    this.commanding = commanding;
    this.routes = routes;
    this.assignments = assignments;
    this.offers = offers;
    this.members = members;
    this.notes = notes;
    this.presence = presence;
    this.work = work;
    this.telling = telling;
    this.acts = acts;
    this.communities = communities;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    HANDED_OVER
  }

  /**
   * Gives the work on a route to another member.
   *
   * @param note for that member, and whoever of staff reads on
   */
  public Outcome handOver(
      Caller caller,
      Member member,
      UUID routeId,
      UUID to,
      @Nullable String note,
      @Nullable String key) {
    return commanding.run(
        new Order(caller, "hand-over/" + routeId, key, Arrays.asList(to, note), 200),
        tx -> handOver(tx, caller, member, routeId, to, note));
  }

  private Outcome handOver(
      Tx tx, Caller caller, Member member, UUID routeId, UUID to, @Nullable String note) {
    Route route = routes.lock(tx, member.community(), routeId);
    Assignment mine =
        assignments.active(tx, List.of(routeId)).stream()
            .filter(a -> a.memberId().equals(member.id()))
            .findFirst()
            .orElse(null);
    if (route == null
        || mine == null
        || !(route.state() instanceof RouteState.Assigned state)
        || !member.tier().reaches(route.demand().minimumTier())) {
      return new Refusal.Unknown("work of yours on route", routeId);
    }
    Member colleague = members.find(tx, route.community(), to);
    if (colleague == null) {
      return new Refusal.NotThisMember("is no member of this community");
    }
    Optional<Refusal> refusal = refusal(tx, route, member, colleague);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (state.linked()) {
      return new Refusal.NotNow(
          "an incident answers it meanwhile, so nobody else is asked: answer it, or hand it back");
    }
    Instant now = clock.instant();
    // What is told of one moment has no order; the work ends before it begins anew.
    Instant next = now.plus(1, ChronoUnit.MICROS);
    Policy policy = communities.policyOf(route.community());
    ChangingRoutes.Changes ending = work.begin(tx, now);
    ending.lock(List.of(member.id(), to));
    if (!ending.reserve(route, to)) {
      return new Refusal.NoRoom(
          colleague.alias() + " holds as much work as they may; choose somebody else");
    }
    Outcome released =
        Working.release(
            new WorkStanding(route, mine, policy),
            member,
            "handed over to " + colleague.alias(),
            now);
    if (!(released instanceof Decision given)) {
      return released;
    }
    ending.carryOut(route, null, given.changes());
    ending.flush();
    Route waiting = route.dropped(state, now);
    if (!(waiting.state() instanceof RouteState.Open open)) {
      throw new IllegalStateException("a route that was handed back is " + waiting.state().name());
    }
    Decision taken =
        AnsweringOffers.taken(
            Change.Taken.By.CLAIM,
            waiting,
            open,
            colleague,
            Ids.next(),
            List.of(),
            List.of(),
            policy,
            next);
    ChangingRoutes.Changes beginning = work.begin(tx, next);
    beginning.carryOut(waiting, null, taken.changes());
    beginning.flush();
    if (note != null) {
      notes.add(
          tx,
          List.of(
              StaffNote.by(
                  member,
                  Ids.next(),
                  routeId,
                  StaffNote.Kind.HANDED_OVER,
                  note,
                  now,
                  List.of(to))));
    }
    acts.add(
        tx,
        caller,
        routeId,
        now,
        Kind.HANDED_OVER,
        Map.of("memberId", to.toString(), "alias", colleague.alias()));
    tell(tx, given.changes());
    tell(tx, taken.changes());
    return Decision.done(taken.result());
  }

  /** Both see it on their pages: none of them has it from an answer to the own command. */
  private void tell(Tx tx, List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Taken taken) {
        tx.afterCommit(() -> telling.assignmentChanged(taken.work()));
      } else if (change instanceof Change.Released(Assignment ended)) {
        tx.afterCommit(() -> telling.assignmentChanged(ended));
      }
    }
  }

  private Optional<Refusal> refusal(Tx tx, Route route, Member member, Member colleague) {
    if (colleague.id().equals(member.id())) {
      return Optional.of(new Refusal.NotThisMember("is yourself"));
    }
    if (colleague.tier() != Tier.SPECIALIST) {
      return Optional.of(
          new Refusal.NotThisMember(
              colleague.alias()
                  + " is "
                  + colleague.tier()
                  + "; work is handed over to specialists, others take it by themselves"));
    }
    if (colleague.termsVersion() == null) {
      return no(colleague, "has not accepted the community's terms");
    }
    if (!colleague.online() && !presence.isOnline(colleague.id())) {
      return no(colleague, "is offline");
    }
    if (colleague.isResting()) {
      return no(colleague, "is on a pause");
    }
    if (offers.refused(tx, route.community(), route.id(), colleague.id(), route.round())) {
      return no(colleague, "declined it or dropped the work in this round");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> no(Member member, String why) {
    return Optional.of(new Refusal.NotNow(member.alias() + " " + why + "; choose somebody else"));
  }
}
