package dev.crowdline.rewards.redemptions.messaging;

import dev.crowdline.contracts.rewards.RedemptionFulfilled;
import dev.crowdline.contracts.rewards.RedemptionRefunded;
import dev.crowdline.contracts.rewards.RedemptionRequested;
import dev.crowdline.contracts.rewards.RedemptionReserved;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.domain.RefundReason;
import dev.crowdline.support.database.Tx;
import java.time.Instant;

/**
 * The facts about redemptions, each about its member. Whoever states one has locked the member's
 * accounts, so that the facts about a member have one order.
 */
public final class StatingRedemptions {
  private StatingRedemptions() {}

  /** Says that a redemption has come to this state. */
  public static void came(Tx tx, Redemption to, Instant now) {
    Purchase what = to.purchase();
    tx.state(what.community(), what.memberId(), now, fact(to));
  }

  static Object fact(Redemption to) {
    Purchase what = to.purchase();
    return switch (to) {
      case Redemption.Requested r ->
          new RedemptionRequested(what.id(), what.itemId(), what.item(), what.points());
      case Redemption.Reserved r -> new RedemptionReserved(what.id(), what.itemId(), what.points());
      case Redemption.Fulfilled r ->
          new RedemptionFulfilled(what.id(), what.itemId(), what.points());
      case Redemption.Refunded r ->
          new RedemptionRefunded(what.id(), what.itemId(), what.points(), reason(r.reason()));
    };
  }

  static RedemptionRefunded.Reason reason(RefundReason reason) {
    return switch (reason) {
      case NO_CODE -> RedemptionRefunded.Reason.NO_CODE;
      case REFUSED -> RedemptionRefunded.Reason.REFUSED;
      case NO_ANSWER -> RedemptionRefunded.Reason.NO_ANSWER;
    };
  }
}
