package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.UUID;

/** The first accept won. */
public record OfferAccepted(
    UUID offerId,
    UUID assignmentId,
    UUID memberId,
    String memberAlias,
    Tier tier,
    int round,
    int reward,
    List<Withdrawn> withdrawn)
    implements Taken {
  public OfferAccepted {
    withdrawn = List.copyOf(withdrawn);
  }
}
