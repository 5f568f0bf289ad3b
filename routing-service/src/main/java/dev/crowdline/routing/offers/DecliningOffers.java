package dev.crowdline.routing.offers;

import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.routes.CommandingRoutes;
import dev.crowdline.routing.routes.domain.AnsweringOffers;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member says no; the route goes on to somebody else at once. */
@ApplicationScoped
public class DecliningOffers {
  private final CommandingRoutes commanding;

  DecliningOffers(CommandingRoutes commanding) {
    this.commanding = commanding;
  }

  /**
   * Declines an offer.
   *
   * @param reason why, if the member cares to say
   */
  public Outcome decline(
      Caller caller, Member member, UUID offerId, @Nullable String reason, @Nullable String key) {
    String why = reason == null || reason.isBlank() ? null : reason.strip();
    return commanding.runOnOffer(
        new CommandingRoutes.Order(caller, "decline-offer/" + offerId, key, why, 200),
        CommandingRoutes.onOffer(
            member.community(),
            offerId,
            (standing, now) -> AnsweringOffers.decline(standing, member, why, now)));
  }
}
