package dev.crowdline.rewards.ledger.domain;

/** What an account is for, and which of its two totals is the larger one. */
public enum AccountKind {
  /** Of a community: where its points come from. Debits lead. */
  ISSUANCE,
  /** Of a member: earned, and not confirmed yet. Credits lead, never below zero. */
  HELD,
  /** Of a member: to spend. Credits lead, never below zero. */
  WALLET,
  /** Of a member: taken back after it was spent. Debits lead; the balance is what is owed. */
  DEBT;

  /** The balance of such an account, zero or more. */
  public long balance(long debits, long credits) {
    return switch (this) {
      case HELD, WALLET -> credits - debits;
      case ISSUANCE, DEBT -> debits - credits;
    };
  }
}
