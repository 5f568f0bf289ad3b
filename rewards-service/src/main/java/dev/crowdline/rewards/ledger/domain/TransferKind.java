package dev.crowdline.rewards.ledger.domain;

/** What a transfer is to the member. */
public enum TransferKind {
  HELD,
  RELEASED,
  DEBT_REPAID,
  VOIDED,
  CLAWED_BACK,
  REINSTATED,
  RESERVED,
  REDEEMED,
  REFUNDED,
  CORRECTED,
  EXPIRED,
  ROYALTY
}
