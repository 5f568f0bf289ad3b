package dev.crowdline.routing.offers;

import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;

/** A client says that it shows an offer; only such an offer can be missed. */
@ApplicationScoped
public class ShowingOffers {
  private final Database database;
  private final OfferTable offers;
  private final InstantSource clock;

  ShowingOffers(Database database, OfferTable offers, InstantSource clock) {
    this.database = database;
    this.offers = offers;
    this.clock = clock;
  }

  public void shown(Member member, UUID offerId) {
    database.transact(tx -> {
      offers.shown(tx, member.community(), offerId, member.id(), clock.instant());
      return null;
    });
  }
}
