package dev.crowdline.rewards.pieces.domain;

import dev.crowdline.rewards.ledger.domain.Earning;
import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.RequestPay;
import java.util.EnumSet;
import java.util.Set;

/** A piece and what was stated of it so far. */
public record Known(Piece piece, Set<Entry.Kind> stated) {
  public Known {
    stated = Set.copyOf(stated);
  }

  /** Where its pay stands, by the rules by which points are earned. */
  public RequestPay.Answer answer() {
    Set<Leg> legs = EnumSet.of(Leg.HELD);
    stated.forEach(kind -> legs.add(kind.leg()));
    return new RequestPay.Answer(piece.memberId(), piece.round(), Earning.of(legs, piece.cents()));
  }
}
