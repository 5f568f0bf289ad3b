package dev.crowdline.routing.offers.domain;

import dev.crowdline.contracts.EarningRules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A route shown to one member.
 *
 * @param version grows with each change; a client keeps the highest
 * @param reward points that it showed when it was made, by its share
 * @param share what the day's cap leaves its member of the route's reward, in percent; 100 is all
 * @param reason why its member declined, in the member's own words; null when none was given
 */
public record Offer(
    UUID id,
    String community,
    UUID routeId,
    UUID memberId,
    int round,
    int wave,
    OfferState state,
    int version,
    int reward,
    int share,
    Instant offeredAt,
    Instant deadline,
    @Nullable Instant shownAt,
    @Nullable String reason) {

  /** Why an accept is refused, or that it is not. */
  public enum AcceptVerdict {
    ACCEPTABLE,
    OVER,
    NO_LONGER_OFFERED,
    DECLINED_BEFORE,
    ACCEPTED_BEFORE
  }

  /** Judges an accept at that time; the route's lock is held. */
  public AcceptVerdict accept(Instant now) {
    return switch (state) {
      case OFFERED -> now.isBefore(deadline) ? AcceptVerdict.ACCEPTABLE : AcceptVerdict.OVER;
      case EXPIRED -> AcceptVerdict.OVER;
      case WITHDRAWN -> AcceptVerdict.NO_LONGER_OFFERED;
      case DECLINED -> AcceptVerdict.DECLINED_BEFORE;
      case ACCEPTED -> AcceptVerdict.ACCEPTED_BEFORE;
    };
  }

  /** The same, of a route that asks for something else than it did. */
  public Offer changed() {
    return new Offer(
        id,
        community,
        routeId,
        memberId,
        round,
        wave,
        state,
        version + 1,
        reward,
        share,
        offeredAt,
        deadline,
        shownAt,
        reason);
  }

  /**
   * Points that a confirmed answer pays when it is accepted now: its share of the route's reward,
   * and never less than it showed.
   */
  public int pays(int routeReward) {
    return Math.max(reward, EarningRules.share(routeReward, share));
  }

  public boolean isLive() {
    return state == OfferState.OFFERED;
  }
}
