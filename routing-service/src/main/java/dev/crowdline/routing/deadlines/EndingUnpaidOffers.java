package dev.crowdline.routing.deadlines;

import dev.crowdline.routing.contractors.PromisingPay;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Withdraws offers to contractors that could not be paid for any more, so that nobody accepts in
 * vain; their routes go on at once. It only saves a refusal: a take is judged where it is taken.
 */
@ApplicationScoped
public class EndingUnpaidOffers {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 200;
  private static final String WHY = "what contractors may cost today is used up";

  private final Database database;
  private final PromisingPay promising;
  private final RouteTable routes;
  private final OfferTable offers;
  private final ChangingRoutes work;
  private final InstantSource clock;
  private @Nullable Loop loop;

  EndingUnpaidOffers(
      Database database,
      PromisingPay promising,
      RouteTable routes,
      OfferTable offers,
      ChangingRoutes work,
      InstantSource clock) {
    this.database = database;
    this.promising = promising;
    this.routes = routes;
    this.offers = offers;
    this.work = work;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("unpaid-offers", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  private void sweep() {
    Set<String> without = database.read(promising::usedUp);
    if (!without.isEmpty()) {
      List<Offer> unpaid = database.read(sql -> offers.liveToContractors(sql, without, BATCH));
      if (!unpaid.isEmpty()) {
        database.transact(tx -> end(tx, unpaid));
      }
    }
  }

  private int end(Tx tx, List<Offer> unpaid) {
    Instant now = clock.instant();
    Set<UUID> ids = unpaid.stream().map(Offer::id).collect(Collectors.toSet());
    List<Route> locked =
        routes.lock(tx, unpaid.stream().map(Offer::routeId).collect(Collectors.toSet()));
    Map<UUID, List<Offer>> live =
        offers.live(tx, locked.stream().map(Route::id).toList()).stream()
            .filter(offer -> ids.contains(offer.id()))
            .collect(Collectors.groupingBy(Offer::routeId));
    ChangingRoutes.Changes changes = work.begin(tx, now);
    for (Route route : locked) {
      List<Offer> ending = live.getOrDefault(route.id(), List.of());
      if (!ending.isEmpty()) {
        Route after = route.offersEnded(ending.size(), now);
        List<Change> all = new ArrayList<>();
        all.add(new Change.Withdrawn(ending, WHY));
        all.add(new Change.Moved(after));
        Change.exhausted(after).ifPresent(all::add);
        changes.carryOut(route, null, all);
      }
    }
    changes.flush();
    return live.size();
  }
}
