package dev.crowdline.routing.offers;

import dev.crowdline.contracts.routing.OfferDeclined;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.Refused;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member says no; the route goes on to somebody else at once. */
@ApplicationScoped
public class DecliningOffers {
  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final ChangingRoutes work;
  private final Idempotency idempotency;
  private final InstantSource clock;

  DecliningOffers(
      Database database,
      RouteTable routes,
      OfferTable offers,
      ChangingRoutes work,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.offers = offers;
    this.work = work;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * Declines, unless it is refused.
   *
   * @param reason why, if the member cares to say
   */
  public Optional<Refusal> decline(
      Caller caller, Member member, UUID offerId, @Nullable String reason, @Nullable String key) {
    String why = reason == null || reason.isBlank() ? null : reason.strip();
    try {
      database.transact(tx ->
          idempotency.run(
              tx,
              caller,
              "decline-offer/" + offerId,
              key,
              why,
              200,
              () -> decline(tx, member, offerId, why)));
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(refused.refusal());
    }
  }

  private String decline(Tx tx, Member member, UUID offerId, @Nullable String why) {
    Route route = routes.lockOfOffer(tx, member.community(), offerId);
    Offer offer = route == null ? null : offers.find(tx, member.community(), offerId);
    if (route == null || offer == null || !offer.memberId().equals(member.id())) {
      throw new Refused(new Refusal.Unknown("offer", offerId));
    }
    Instant now = clock.instant();
    if (!offer.isLive()) {
      throw new Refused(
          offer.state() == OfferState.EXPIRED
              ? new Refusal.Over("the offer stood until " + offer.deadline())
              : new Refusal.NotInThisState(
                  "the offer", offer.state().name(), "only a live offer can be declined"));
    }
    ChangingRoutes.Changes changes = work.begin(tx, now);
    changes.end(List.of(offer), OfferState.DECLINED);
    Route after = route.offersEnded(1, now);
    changes.save(after);
    changes.state(route, null, new OfferDeclined(offerId, member.id()));
    changes.stateIfExhausted(after, null);
    changes.flush();
    if (why != null) {
      offers.declinedBecause(tx, member.community(), offerId, why);
    }
    return offerId.toString();
  }
}
