package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.offers.domain.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes of what is heard of a request, in every state of its route. Nothing of it can be
 * refused: a repeat, or what is too late, changes nothing.
 */
public final class Hearing {
  private static final String TIER_TOO_LOW = "it needs a higher tier now";
  private static final String LINKED = "an incident answers it, together with others like it";
  private static final String OVER = "the customer needs no answer any more";

  private Hearing() {}

  /** The changes, in the order in which they are stated. */
  public static List<Change> hear(Standing standing, Heard heard, Instant now) {
    return switch (heard) {
      case Heard.CustomerWrote wrote -> customerWrote(standing, wrote);
      case Heard.StaffWrote wrote -> staffWrote(standing, wrote);
      case Heard.PriorityRaised raised -> priorityRaised(standing, raised);
      case Heard.Understood understood -> Steering.understood(standing, understood.needs(), now);
      case Heard.TierRaised raised -> tierRaised(standing, raised.minimum(), now);
      case Heard.Reopened reopened -> reopened(standing.route(), reopened, now);
      case Heard.Over over -> over(standing, now);
      case Heard.Linked linked -> linked(standing);
      case Heard.Split split -> split(standing.route(), split.round(), now);
      case Heard.Escalated escalated ->
          moved(
              standing,
              standing
                  .route()
                  .demanding(standing.route().demand().escalated(escalated.escalation())));
      case Heard.Replanned replanned ->
          moved(standing, standing.route().planned(replanned.stepsLeft()));
      case Heard.Said said -> List.of(new Change.Said(said.judged()));
    };
  }

  private static List<Change> customerWrote(Standing standing, Heard.CustomerWrote wrote) {
    Change message = new Change.Wrote(message(standing.route(), wrote));
    Route route = standing.route().written(wrote.number(), wrote.thanks(), wrote.at());
    Assignment active = standing.active();
    if (active == null) {
      return route.isClosed()
          ? List.of(message, new Change.Moved(route), new Change.AnswerDiscussed(route))
          : List.of(message, new Change.Moved(route));
    }
    Assignment after = active.following(route.waitingOn(), wrote.at());
    boolean resumed = active.pausedAt() != null && after.pausedAt() == null;
    Route looked =
        resumed ? route.dueAt(after.nextLook(standing.policy().warningPercent())) : route;
    return List.of(message, new Change.Moved(looked), new Change.Worked(after));
  }

  private static Message message(Route route, Heard.CustomerWrote wrote) {
    return new Message(
        wrote.messageId(),
        route.id(),
        route.community(),
        Message.Author.CUSTOMER,
        null,
        route.origin().customerAlias(),
        null,
        wrote.thanks() ? Message.Kind.THANKS : Message.Kind.MESSAGE,
        wrote.text(),
        false,
        wrote.at());
  }

  /** Whoever works on it reads it; whose turn it is stays as it is. */
  private static List<Change> staffWrote(Standing standing, Heard.StaffWrote wrote) {
    Route route = standing.route();
    Message message =
        new Message(
            wrote.messageId(),
            route.id(),
            route.community(),
            Message.Author.STAFF,
            null,
            null,
            null,
            Message.Kind.MESSAGE,
            wrote.text(),
            false,
            wrote.at());
    return Stream.concat(Stream.of(new Change.Wrote(message)), worker(standing)).toList();
  }

  /** Offers that stand show what is asked for now, and who accepts one gets the route's reward. */
  private static List<Change> priorityRaised(Standing standing, Heard.PriorityRaised raised) {
    Route route = standing.route();
    Demand demand =
        route.demand().pressing(raised.to(), route.origin().pays(standing.earning(), raised.to()));
    if (demand.equals(route.demand())) {
      return List.of();
    }
    Route pressing = route.demanding(demand);
    return Stream.concat(
            Stream.of(new Change.Moved(pressing), new Change.Shown(standing.live(), pressing)),
            worker(standing))
        .toList();
  }

  private static Stream<Change> worker(Standing standing) {
    return Optional.ofNullable(standing.active()).<Change>map(Change.WorkConcerned::new).stream();
  }

  private static List<Change> tierRaised(Standing standing, Tier tier, Instant now) {
    Route route = standing.route().demanding(standing.route().demand().raised(tier));
    Tier minimum = route.demand().minimumTier();
    Assignment active = standing.active();
    if (active != null
        && !active.tier().reaches(minimum)
        && route.state() instanceof RouteState.Assigned state) {
      List<Change> changes = new ArrayList<>();
      changes.add(takenBack(active, Change.TakenBack.Why.TIER_RAISED, now));
      requeue(changes, route.dropped(state, now), Change.Queued.Cause.TIER_RAISED);
      return changes;
    }
    List<Offer> tooLow =
        standing.live().stream().filter(o -> isBelow(standing, o, minimum)).toList();
    List<Change> changes = new ArrayList<>();
    Route after = route;
    if (!tooLow.isEmpty()) {
      after = route.offersEnded(tooLow.size(), now);
      changes.add(new Change.Withdrawn(tooLow, TIER_TOO_LOW));
      requeue(changes, after, Change.Queued.Cause.TIER_RAISED);
    } else {
      changes.add(new Change.Moved(after));
    }
    if (!after.demand().equals(standing.route().demand())) {
      changes.add(
          new Change.Shown(
              standing.live().stream().filter(o -> !tooLow.contains(o)).toList(), after));
    }
    return changes;
  }

  /** Of a member who is not known the tier is not too low. */
  private static boolean isBelow(Standing standing, Offer offer, Tier minimum) {
    Tier tier = standing.tiers().get(offer.memberId());
    return tier != null && !tier.reaches(minimum);
  }

  private static List<Change> reopened(Route route, Heard.Reopened reopened, Instant now) {
    Route next = route.reopened(reopened.round(), reopened.preferredMember(), now);
    List<Change> changes = new ArrayList<>();
    if (next.round() != route.round()) {
      requeue(changes, next, Change.Queued.Cause.REOPENED);
    }
    return changes;
  }

  private static List<Change> over(Standing standing, Instant now) {
    List<Change> changes = new ArrayList<>();
    if (standing.route().isFinished()) {
      return changes;
    }
    if (standing.active() != null) {
      changes.add(takenBack(standing.active(), Change.TakenBack.Why.OVER, now));
    }
    if (!standing.live().isEmpty()) {
      changes.add(new Change.Withdrawn(standing.live(), OVER));
    }
    changes.add(new Change.Moved(standing.route().closed()));
    return changes;
  }

  private static List<Change> linked(Standing standing) {
    List<Change> changes = new ArrayList<>();
    if (!standing.live().isEmpty()) {
      changes.add(new Change.Withdrawn(standing.live(), LINKED));
    }
    changes.add(new Change.Moved(standing.route().linked()));
    return changes;
  }

  private static List<Change> split(Route route, int round, Instant now) {
    Route after = route.split(round, now);
    List<Change> changes = new ArrayList<>();
    if (route.isClosed() && !after.isClosed()) {
      requeue(changes, after, Change.Queued.Cause.SPLIT);
    } else {
      changes.add(new Change.Moved(after));
    }
    return changes;
  }

  private static List<Change> moved(Standing standing, Route after) {
    Route route = standing.route();
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Moved(after));
    if (!after.demand().equals(route.demand())) {
      changes.add(new Change.Shown(standing.live(), after));
    }
    if (!(route.state() instanceof RouteState.Exhausted)) {
      Change.exhausted(after).ifPresent(changes::add);
    }
    return changes;
  }

  private static Change takenBack(Assignment active, Change.TakenBack.Why why, Instant now) {
    return new Change.TakenBack(active.ended(AssignmentState.CANCELLED, now), why);
  }

  private static void requeue(List<Change> changes, Route after, Change.Queued.Cause why) {
    changes.addAll(Change.requeued(after, why));
  }
}
