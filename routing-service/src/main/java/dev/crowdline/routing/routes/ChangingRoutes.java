package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.Taken;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.matching.WorkSignals;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a command, a fact or a deadline did to routes whose locks the transaction holds: one
 * statement per kind of change however many routes there are, members after routes, and after the
 * commit the members who got room look for work and the pushes go out.
 */
@ApplicationScoped
public class ChangingRoutes {
  /** Why the others' offers end when one is accepted. */
  public static final String TAKEN = "somebody else has taken it";

  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final MessageTable messages;
  private final LoadTable loads;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final TellingMembers telling;

  ChangingRoutes(
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      MessageTable messages,
      LoadTable loads,
      MemberIndex index,
      WorkSignals signals,
      TellingMembers telling) {
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.messages = messages;
    this.loads = loads;
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
    private final List<Assignment> changedAssignments = new ArrayList<>();
    private final List<Message> newMessages = new ArrayList<>();
    private final List<UUID> changedOffers = new ArrayList<>();
    private final Map<OfferState, List<UUID>> endedOffers = new EnumMap<>(OfferState.class);
    private final List<UUID> freed = new ArrayList<>();
    private final List<UUID> took = new ArrayList<>();

    private Changes(Tx tx, Instant now) {
      this.tx = tx;
      this.now = now;
    }

    public void save(Route route) {
      changedRoutes.add(route);
    }

    public void save(Assignment assignment) {
      changedAssignments.add(assignment);
    }

    public void add(Message message) {
      newMessages.add(message);
    }

    /** Ends live offers: their members get room, and are told. */
    public void end(List<Offer> live, OfferState how) {
      end(live, how, TellingMembers.reason(how));
    }

    /** Withdraws live offers, telling their members why. */
    public void withdraw(List<Offer> live, String why) {
      end(live, OfferState.WITHDRAWN, why);
    }

    /** Live offers stand, and show what their route asks for after this. */
    public void show(List<Offer> live, Route after) {
      for (Offer offer : live) {
        changedOffers.add(offer.id());
        tx.afterCommit(() -> telling.offer(offer.changed(), after));
      }
    }

    private void end(List<Offer> live, OfferState how, String why) {
      for (Offer offer : live) {
        endedOffers.computeIfAbsent(how, k -> new ArrayList<>()).add(offer.id());
        freed.add(offer.memberId());
        tx.afterCommit(() -> telling.offerEnded(offer, how, why));
      }
    }

    /** A member holds one piece of work less. */
    public void free(UUID memberId) {
      freed.add(memberId);
    }

    /** A member has new work: idle time begins again. */
    public void took(UUID memberId) {
      took.add(memberId);
    }

    /** States a fact about a route, perhaps caused by another. */
    public void state(Route route, @Nullable Fact<?> cause, Object fact) {
      tx.state(route.community(), route.id().toString(), now, cause, fact);
    }

    /** States that no step of the plan is left, if that is how the route waits now. */
    public void stateIfExhausted(Route after, @Nullable Fact<?> cause) {
      if (after.state() instanceof RouteState.Exhausted) {
        state(after, cause, new RouteExhausted(after.round()));
      }
    }

    public Tx tx() {
      return tx;
    }

    public Instant now() {
      return now;
    }

    /** Writes everything. Nothing may be added afterwards. */
    public void flush() {
      List<LoadTable.Load> after = loads.change(tx, freed, took, now);
      offers.changed(tx, changedOffers);
      endedOffers.forEach((how, ids) -> offers.end(tx, ids, how, now));
      assignments.save(tx, changedAssignments);
      messages.add(tx, newMessages);
      List<Long> waiting = routes.save(tx, changedRoutes);
      tx.afterCommit(() -> {
        after.forEach(l -> index.setLoad(l.memberId(), l.load(), l.capacity(), l.idleSince()));
        if (!freed.isEmpty()) {
          signals.membersAreFree(freed);
        }
        if (!waiting.isEmpty()) {
          signals.queuesWait(waiting);
        }
      });
    }
  }

  /** Offers that ended because somebody else took the route, as the fact names them. */
  public static List<Taken.Withdrawn> withdrawn(List<Offer> live) {
    return live.stream().map(o -> new Taken.Withdrawn(o.id(), o.memberId())).toList();
  }
}
