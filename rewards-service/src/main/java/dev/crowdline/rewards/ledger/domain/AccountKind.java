package dev.crowdline.rewards.ledger.domain;

/** What an account is for, and which of its two totals is the larger one. */
public enum AccountKind {
  /** Of a community: where its points come from. Debits lead. */
  ISSUANCE,
  /** Of a community: where points that were spent have gone. Credits lead. */
  REDEMPTION,
  /** Of a community: where points that grew too old have gone. Credits lead. */
  EXPIRY,
  /** Of a member: earned, and not confirmed yet. Credits lead, never below zero. */
  HELD,
  /** Of a member: to spend. Credits lead, never below zero. */
  WALLET,
  /** Of a member: spent, while the item is being handed out. Credits lead, never below zero. */
  RESERVED,
  /** Of a member: taken back after it was spent. Debits lead; the balance is what is owed. */
  DEBT;

  /** Whether there is one for the whole community, and none for a member. */
  public boolean isOfCommunity() {
    return this == ISSUANCE || this == REDEMPTION || this == EXPIRY;
  }

  /** The balance of such an account, zero or more. */
  public long balance(long debits, long credits) {
    return switch (this) {
      case HELD, WALLET, RESERVED, REDEMPTION, EXPIRY -> credits - debits;
      case ISSUANCE, DEBT -> debits - credits;
    };
  }
}
