package dev.crowdline.rewards.redemptions;

import dev.crowdline.rewards.redemptions.domain.Delivery;
import dev.crowdline.rewards.redemptions.domain.Redemption;

/**
 * Hands an item out: a port, called outside of any transaction that moves points. The same
 * redemption may come again, also at the same moment from another replica, and gets the same.
 */
public interface DeliveringItems {
  Delivery deliver(Redemption.Reserved reserved);
}
