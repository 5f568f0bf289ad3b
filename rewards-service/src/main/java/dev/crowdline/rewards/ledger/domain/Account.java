package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/** An account with its totals. Its balance is never negative. */
public record Account(UUID id, AccountKey key, long debits, long credits) {
  public Account {
    if (debits < 0 || credits < 0 || key.kind().balance(debits, credits) < 0) {
      throw new IllegalArgumentException(
          key + " would be overdrawn: debits " + debits + ", credits " + credits);
    }
  }

  public long balance() {
    return key.kind().balance(debits, credits);
  }

  Account debited(long amount) {
    return new Account(id, key, Math.addExact(debits, amount), credits);
  }

  Account credited(long amount) {
    return new Account(id, key, debits, Math.addExact(credits, amount));
  }
}
