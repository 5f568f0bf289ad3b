package dev.crowdline.routing.routes;

import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.OfferStanding;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.WorkStanding;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.commands.Batches;
import dev.crowdline.support.commands.Command;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Kept;
import dev.crowdline.support.idempotency.Idempotency.Keyed;
import dev.crowdline.support.idempotency.Idempotency.Scope;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tracing.Traceparent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out members' commands on routes: lock, judge, store, state. Those that arrive together go
 * in one list, at most one of each route and each member, with as many statements as one of them
 * needs.
 */
@ApplicationScoped
public class CommandingRoutes {
  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final ChangingRoutes work;
  private final Communities communities;
  private final Idempotency idempotency;
  private final InstantSource clock;
  private final Batches<Asked<OfferStanding>, Outcome> onOffers;
  private final Batches<Asked<WorkStanding>, Outcome> onWork;

  CommandingRoutes(
      Database database,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      ChangingRoutes work,
      Communities communities,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.work = work;
    this.communities = communities;
    this.idempotency = idempotency;
    this.clock = clock;
    this.onOffers = batches(routes::lockOfOffers, this::standingsOfOffers, OfferStanding::route);
    this.onWork = batches(routes::lockOfAssignments, this::standingsOfWork, WorkStanding::route);
  }

  private <S> Batches<Asked<S>, Outcome> batches(
      BiFunction<Tx, List<Key>, Map<Key, Route>> lock,
      BiFunction<Tx, Map<Key, Route>, Map<Key, S>> load,
      Function<S, Route> of) {
    return new Batches<>(
        database,
        asked -> Set.of(asked.command().key(), asked.caller()),
        (tx, asked) -> together(tx, asked, lock, load, of));
  }

  /** A command with what its caller may repeat it by. */
  private record Asked<S>(
      String caller, Keyed keyed, @Nullable String traceparent, Command<Key, S, Outcome> command) {
    static <S> Asked<S> now(Order order, Command<Key, S, Outcome> command) {
      return new Asked<>(
          order.caller().key(),
          Idempotency.keyed(
              order.caller(), order.operation(), order.key(), order.body(), order.status()),
          Traceparent.current(),
          command);
    }

    static <S> Asked<S> withoutKey(Command<Key, S, Outcome> command) {
      return new Asked<>("", new Keyed(null, 200), Traceparent.current(), command);
    }
  }

  /** Who commands what, under which key. */
  public record Order(
      Caller caller, String operation, @Nullable String key, @Nullable Object body, int status) {}

  /** A member's answer to an offer. */
  public static Command<Key, OfferStanding, Outcome> onOffer(
      String community, UUID offerId, BiFunction<OfferStanding, Instant, Outcome> judge) {
    return new Command<>(new Key(community, offerId), new Refusal.Unknown("offer", offerId), judge);
  }

  /** What a member does on a piece of work. */
  public static Command<Key, WorkStanding, Outcome> onWork(
      String community, UUID assignmentId, BiFunction<WorkStanding, Instant, Outcome> judge) {
    return new Command<>(
        new Key(community, assignmentId), new Refusal.Unknown("assignment", assignmentId), judge);
  }

  /** Carries out one command on work, at most once per key, together with others. */
  public Outcome runOnWork(Order order, Command<Key, WorkStanding, Outcome> command) {
    return onWork.run(Asked.now(order, command));
  }

  /** Carries out one answer to an offer, at most once per key, together with others. */
  public Outcome runOnOffer(Order order, Command<Key, OfferStanding, Outcome> command) {
    return onOffers.run(Asked.now(order, command));
  }

  /**
   * Of each route the first command; others on it are left for a later batch. Keys are looked up
   * once the routes are locked, and kept for what was carried out: a refusal leaves nothing.
   */
  private <S> List<Optional<Outcome>> together(
      Tx tx,
      List<Asked<S>> all,
      BiFunction<Tx, List<Key>, Map<Key, Route>> lock,
      BiFunction<Tx, Map<Key, Route>, Map<Key, S>> load,
      Function<S, Route> of) {
    Map<Key, Route> locked =
        new HashMap<>(lock.apply(tx, all.stream().map(each -> each.command().key()).toList()));
    Map<Scope, Idempotency.Outcome> earlier =
        idempotency.earlier(tx, all.stream().map(Asked::keyed).toList());
    List<Optional<Outcome>> outcomes =
        new ArrayList<>(Collections.nCopies(all.size(), Optional.empty()));
    List<Integer> due = new ArrayList<>();
    Set<UUID> routeIds = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Scope scope = all.get(i).keyed().scope();
      Idempotency.Outcome before = scope == null ? null : earlier.get(scope);
      Route route = locked.get(all.get(i).command().key());
      if (before != null) {
        outcomes.set(i, Optional.of(Decision.done(UUID.fromString(before.resourceId()))));
      } else if (route == null || routeIds.add(route.id())) {
        due.add(i);
      }
    }
    List<Asked<S>> now = due.stream().map(all::get).toList();
    locked.keySet().retainAll(now.stream().map(each -> each.command().key()).toList());
    List<Outcome> decided = decide(tx, now, load.apply(tx, locked), of);
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < due.size(); i++) {
      outcomes.set(due.get(i), Optional.of(decided.get(i)));
      if (decided.get(i) instanceof Decision decision) {
        kept.add(new Kept(all.get(due.get(i)).keyed(), decision.result().toString()));
      }
    }
    if (!idempotency.keep(tx, kept).isEmpty()) {
      throw new IllegalStateException("a key was kept by somebody who did not lock its route");
    }
    return outcomes;
  }

  /**
   * Runs one command in a transaction of its own, at most once per key. One that is refused leaves
   * nothing behind, its key neither.
   */
  Outcome run(Order order, Function<Tx, Outcome> command) {
    try {
      return Decision.done(
          database.transact(tx ->
              UUID.fromString(
                  idempotency
                      .run(
                          tx,
                          order.caller(),
                          order.operation(),
                          order.key(),
                          order.body(),
                          order.status(),
                          () -> resultOf(command.apply(tx)).toString())
                      .resourceId())));
    } catch (Refused refused) {
      return refused.refusal;
    }
  }

  private static UUID resultOf(Outcome outcome) {
    return switch (outcome) {
      case Decision decision -> decision.result();
      case Refusal refusal -> throw new Refused(refusal);
    };
  }

  /** Undoes the transaction of a command that is refused. */
  private static final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.toString(), null, false, false);
      this.refusal = refusal;
    }
  }

  /** Carries out answers to offers of different routes; what is refused writes nothing. */
  List<Outcome> onOffers(Tx tx, List<Command<Key, OfferStanding, Outcome>> commands) {
    return decide(
        tx,
        commands.stream().map(Asked::withoutKey).toList(),
        standingsOfOffers(
            tx, routes.lockOfOffers(tx, commands.stream().map(Command::key).toList())),
        OfferStanding::route);
  }

  private Map<Key, OfferStanding> standingsOfOffers(Tx tx, Map<Key, Route> locked) {
    List<Offer> all = offers.withLiveOnes(tx, locked);
    List<Offer> over = all.stream().filter(o -> !o.isLive()).toList();
    Map<UUID, List<Assignment>> taken =
        assignments.inRoundsOf(tx, over).stream()
            .collect(Collectors.groupingBy(Assignment::routeId));
    Map<UUID, List<Offer>> byRoute = all.stream().collect(Collectors.groupingBy(Offer::routeId));
    Map<Key, OfferStanding> standings = new HashMap<>();
    locked.forEach((key, route) -> {
      List<Offer> ofRoute = byRoute.getOrDefault(route.id(), List.of());
      ofRoute.stream()
          .filter(o -> o.id().equals(key.id()))
          .findFirst()
          .ifPresent(offer ->
              standings.put(
                  key,
                  new OfferStanding(
                      route,
                      offer,
                      ofRoute.stream().filter(o -> o.isLive() && !o.equals(offer)).toList(),
                      taken.getOrDefault(route.id(), List.of()),
                      communities.policyOf(route.community()))));
    });
    return standings;
  }

  /** Carries out commands on work of different routes; what is refused writes nothing. */
  List<Outcome> onWork(Tx tx, List<Command<Key, WorkStanding, Outcome>> commands) {
    return decide(
        tx,
        commands.stream().map(Asked::withoutKey).toList(),
        standingsOfWork(
            tx, routes.lockOfAssignments(tx, commands.stream().map(Command::key).toList())),
        WorkStanding::route);
  }

  private Map<Key, WorkStanding> standingsOfWork(Tx tx, Map<Key, Route> locked) {
    Map<Key, WorkStanding> rows = new HashMap<>();
    for (Assignment named : assignments.named(tx, locked.keySet())) {
      Key key = new Key(named.community(), named.id());
      Route route = locked.get(key);
      if (route != null) {
        rows.put(key, new WorkStanding(route, named, communities.policyOf(route.community())));
      }
    }
    return rows;
  }

  private <S> List<Outcome> decide(
      Tx tx, List<Asked<S>> asked, Map<Key, S> rows, Function<S, Route> of) {
    Instant now = clock.instant();
    ChangingRoutes.Changes changes = work.begin(tx, now);
    List<Outcome> outcomes =
        paid(
            changes,
            Command.decide(
                asked.stream().map(Asked::command).toList(), rows, row -> of.apply(row).id(), now));
    for (int i = 0; i < asked.size(); i++) {
      S row = rows.get(asked.get(i).command().key());
      if (row != null && outcomes.get(i) instanceof Decision decision) {
        tx.askedIn(
            asked.get(i).traceparent(),
            () -> changes.carryOut(of.apply(row), null, decision.changes()));
      }
    }
    changes.flush();
    return outcomes;
  }

  /** What contractors take must fit into the day; that is judged with the members locked. */
  private static List<Outcome> paid(ChangingRoutes.Changes changes, List<Outcome> outcomes) {
    List<Change.Taken> taken =
        outcomes.stream().flatMap(outcome -> taken(outcome).stream()).toList();
    if (taken.stream().allMatch(each -> each.work().price() == null)) {
      return outcomes;
    }
    changes.lock(
        Stream.concat(
                taken.stream().map(each -> each.work().memberId()),
                outcomes.stream().flatMap(CommandingRoutes::askedNoMore).map(Offer::memberId))
            .distinct()
            .toList());
    return outcomes.stream()
        .map(outcome ->
            taken(outcome).stream()
                .map(changes::promise)
                .flatMap(Optional::stream)
                .findFirst()
                .<Outcome>map(refusal -> refusal)
                .orElse(outcome))
        .toList();
  }

  private static List<Change.Taken> taken(Outcome outcome) {
    return outcome instanceof Decision decision ? Change.taken(decision.changes()) : List.of();
  }

  private static Stream<Offer> askedNoMore(Outcome outcome) {
    return !(outcome instanceof Decision decision)
        ? Stream.of()
        : decision.changes().stream()
            .flatMap(change ->
                switch (change) {
                  case Change.Taken each ->
                      Stream.concat(each.own().stream(), each.others().stream());
                  case Change.Declined each -> Stream.of(each.offer());
                  default -> Stream.<Offer>of();
                });
  }
}
