package dev.crowdline.rewards.pieces.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.rewards.pieces.domain.Piece;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.tenancy.Communities;
import java.util.List;

/** Finds what contractors completed. */
public final class HearingOfPieces {
  private HearingOfPieces() {}

  /** The pieces among facts; what pays nothing is none. */
  public static List<Piece> among(Arrivals arrivals, Communities communities) {
    return arrivals.of(AssignmentCompleted.class).stream()
        .filter(fact -> fact.data().tier() == Tier.CONTRACTOR)
        .map(fact -> piece(fact, communities))
        .filter(piece -> piece.cents() > 0)
        .toList();
  }

  /** What was completed before routing stated prices has the one that is in force. */
  private static Piece piece(Fact<AssignmentCompleted> fact, Communities communities) {
    AssignmentCompleted data = fact.data();
    Price price =
        data.price() == null ? Price.of(communities.policyOf(fact.community())) : data.price();
    return new Piece(
        fact.community(),
        fact.subjectId(),
        data.assignmentId(),
        data.memberId(),
        data.round(),
        price.cents(),
        price.currency(),
        fact.time());
  }
}
