package dev.crowdline.routing.offers.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A route shown to one member.
 *
 * @param version grows with each change; a client keeps the highest
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
        offeredAt,
        deadline,
        shownAt,
        reason);
  }

  public boolean isLive() {
    return state == OfferState.OFFERED;
  }
}
