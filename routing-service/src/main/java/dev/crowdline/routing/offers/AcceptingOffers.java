package dev.crowdline.routing.offers;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.RouteWork;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first accept wins (P2). Judged under the route's lock: the offer is live and the route has no
 * active assignment, which a unique index guards as well. The slot that the offer held becomes the
 * assignment's, so an accept never exceeds a capacity (P3).
 */
@ApplicationScoped
public class AcceptingOffers {
  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final RouteWork work;
  private final Communities communities;
  private final Idempotency idempotency;
  private final TellingMembers telling;
  private final InstantSource clock;

  AcceptingOffers(
      Database database,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      RouteWork work,
      Communities communities,
      Idempotency idempotency,
      TellingMembers telling,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.work = work;
    this.communities = communities;
    this.idempotency = idempotency;
    this.telling = telling;
    this.clock = clock;
  }

  /** Accepts an offer; returns the id of the assignment, the same one however often. */
  public UUID accept(Caller caller, Member member, UUID offerId, @Nullable String key) {
    return database.transact(tx ->
        UUID.fromString(
            idempotency
                .run(
                    tx,
                    caller,
                    "accept-offer/" + offerId,
                    key,
                    null,
                    200,
                    () -> accept(tx, member, offerId).toString())
                .resourceId()));
  }

  private UUID accept(Tx tx, Member member, UUID offerId) {
    Route route = routes.lockOfOffer(tx, member.community(), offerId);
    if (route == null) {
      throw Problem.notFound("offer", offerId);
    }
    List<Offer> all = offers.withLiveOnes(tx, route.community(), route.id(), offerId);
    Offer offer =
        all.stream()
            .filter(o -> o.id().equals(offerId) && o.memberId().equals(member.id()))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("offer", offerId));
    Instant now = clock.instant();
    refuseUnless(tx, offer, route, member, now);
    if (offer.state() == OfferState.ACCEPTED) {
      // Whoever heard no answer, because something died, asks again: it is the same work.
      return assignments.ofOffer(tx, route.community(), route.id(), offerId);
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      throw Problem.of(ProblemType.ALREADY_TAKEN, "somebody else has this request already");
    }
    Policy policy = communities.policyOf(route.community());
    Assignment assignment =
        Assignment.taken(
            Ids.next(),
            route.community(),
            route.id(),
            member.id(),
            offerId,
            member.tier(),
            route.round(),
            Math.max(offer.reward(), route.demand().reward()),
            now,
            Duration.ofSeconds(policy.firstActionSeconds()),
            Duration.ofSeconds(policy.completionSeconds()));
    List<Offer> losers = all.stream().filter(o -> o.isLive() && !o.id().equals(offerId)).toList();
    RouteWork.Changes changes = work.begin(tx, now);
    changes.save(
        route.assigned(open, assignment.id(), assignment.nextLook(policy.warningPercent())));
    changes.took(member.id());
    changes.withdraw(losers, RouteWork.TAKEN);
    offers.end(tx, List.of(offerId), OfferState.ACCEPTED, now);
    assignments.add(tx, assignment);
    changes.state(
        route,
        null,
        new OfferAccepted(
            offerId,
            assignment.id(),
            member.id(),
            member.alias(),
            member.tier(),
            route.round(),
            assignment.reward(),
            RouteWork.withdrawn(losers)));
    changes.flush();
    tx.afterCommit(() -> telling.offerEnded(offer, OfferState.ACCEPTED));
    return assignment.id();
  }

  private void refuseUnless(Tx tx, Offer offer, Route route, Member member, Instant now) {
    switch (offer.accept(now)) {
      case ACCEPTABLE, ACCEPTED_BEFORE -> {
        if (!member.tier().reaches(route.demand().minimumTier())) {
          throw Problem.notFound("offer", offer.id());
        }
      }
      case OVER ->
          throw Problem.of(
              ProblemType.EXPIRED,
              "the offer stood until "
                  + offer.deadline()
                  + "; nothing is lost, the next one comes");
      case NO_LONGER_OFFERED ->
          throw isTaken(tx, offer, route)
              ? Problem.of(
                  ProblemType.ALREADY_TAKEN, "somebody else was faster; the offer is WITHDRAWN")
              : Problem.state(
                  "the offer", offer.state(), "it was cancelled, or needs a higher tier now");
      case DECLINED_BEFORE ->
          throw Problem.state("the offer", offer.state(), "it was declined before");
    }
  }

  private boolean isTaken(Tx tx, Offer offer, Route route) {
    return assignments.ofRoute(tx, route.community(), route.id()).stream()
        .anyMatch(work ->
            work.round() == offer.round() && !work.acceptedAt().isBefore(offer.offeredAt()));
  }
}
