package dev.crowdline.routing.routes;

import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.AnsweringOffers;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Takes away what a member is asked at this moment. Whoever calls this has made sure, in a
 * transaction that is committed, that the member is offered nothing new.
 */
@ApplicationScoped
public class WithdrawingOffers {
  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final ChangingRoutes work;
  private final InstantSource clock;

  WithdrawingOffers(
      Database database,
      RouteTable routes,
      OfferTable offers,
      ChangingRoutes work,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.offers = offers;
    this.work = work;
    this.clock = clock;
  }

  /** All live offers to a member; one that is accepted first is work and stays. */
  public void of(String community, UUID memberId, String why) {
    database.transact(tx -> {
      List<UUID> ids =
          offers.liveOf(tx, community, memberId).stream().map(Offer::routeId).distinct().toList();
      List<Route> locked = routes.lock(tx, ids);
      List<Offer> live = offers.liveOf(tx, community, memberId);
      Instant now = clock.instant();
      ChangingRoutes.Changes changes = work.begin(tx, now);
      for (Route route : locked) {
        List<Offer> mine = live.stream().filter(o -> o.routeId().equals(route.id())).toList();
        if (!mine.isEmpty()) {
          changes.carryOut(route, null, AnsweringOffers.withdrawn(route, mine, why, now));
        }
      }
      changes.flush();
      return null;
    });
  }
}
