package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/**
 * An account with its totals; the balance of a member's is never negative. One of a community has
 * none: what it comes to is summed from the transfers, so that nobody waits for it.
 */
public record Account(UUID id, AccountKey key, long debits, long credits) {
  public Account {
    if (debits < 0 || credits < 0 || key.kind().balance(debits, credits) < 0) {
      throw new IllegalArgumentException(
          key + " would be overdrawn: debits " + debits + ", credits " + credits);
    }
    if (key.kind().isOfCommunity() && (debits != 0 || credits != 0)) {
      throw new IllegalArgumentException(key + " keeps no totals");
    }
  }

  public long balance() {
    return key.kind().balance(debits, credits);
  }

  Account debited(long amount) {
    return key.kind().isOfCommunity()
        ? this
        : new Account(id, key, Math.addExact(debits, amount), credits);
  }

  Account credited(long amount) {
    return key.kind().isOfCommunity()
        ? this
        : new Account(id, key, debits, Math.addExact(credits, amount));
  }
}
