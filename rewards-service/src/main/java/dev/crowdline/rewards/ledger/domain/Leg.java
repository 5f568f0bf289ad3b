package dev.crowdline.rewards.ledger.domain;

/**
 * The movements that one purpose (an assignment, a redemption, a correction, a royalty, an expiry)
 * can cause; each happens at most once for it, which is the natural key of a transfer.
 */
public enum Leg {
  HELD(TransferKind.HELD, AccountKind.ISSUANCE, AccountKind.HELD),
  RELEASED(TransferKind.RELEASED, AccountKind.HELD, AccountKind.WALLET),
  DEBT_REPAID(TransferKind.DEBT_REPAID, AccountKind.HELD, AccountKind.DEBT),
  VOIDED(TransferKind.VOIDED, AccountKind.HELD, AccountKind.ISSUANCE),
  CLAWED_BACK(TransferKind.CLAWED_BACK, AccountKind.WALLET, AccountKind.ISSUANCE),
  /** The part of a claw-back that the wallet does not hold any more. */
  OWED(TransferKind.CLAWED_BACK, AccountKind.DEBT, AccountKind.ISSUANCE),
  REINSTATED(TransferKind.REINSTATED, AccountKind.ISSUANCE, AccountKind.WALLET),
  /** The part of what is reinstated that repays what the member owes. */
  REINSTATED_TO_DEBT(TransferKind.REINSTATED, AccountKind.ISSUANCE, AccountKind.DEBT),
  /** Reviewers judged the answer wrong or harmful before it was confirmed. */
  WITHDRAWN(TransferKind.VOIDED, AccountKind.HELD, AccountKind.ISSUANCE),
  /** The same, of what was the member's by then. */
  TAKEN_BACK(TransferKind.CLAWED_BACK, AccountKind.WALLET, AccountKind.ISSUANCE),
  /** The part of it that the wallet does not hold any more. */
  TAKEN_BACK_OWED(TransferKind.CLAWED_BACK, AccountKind.DEBT, AccountKind.ISSUANCE),
  /** An appeal went well, and the customer confirmed the answer. */
  RESTORED(TransferKind.REINSTATED, AccountKind.ISSUANCE, AccountKind.WALLET),
  /** The part of what is restored that repays what the member owes. */
  RESTORED_TO_DEBT(TransferKind.REINSTATED, AccountKind.ISSUANCE, AccountKind.DEBT),
  RESERVED(TransferKind.RESERVED, AccountKind.WALLET, AccountKind.RESERVED),
  REDEEMED(TransferKind.REDEEMED, AccountKind.RESERVED, AccountKind.REDEMPTION),
  REFUNDED(TransferKind.REFUNDED, AccountKind.RESERVED, AccountKind.WALLET),
  /** The part of what is refunded that repays what the member owes by now. */
  REFUNDED_TO_DEBT(TransferKind.REFUNDED, AccountKind.RESERVED, AccountKind.DEBT),
  /** An operator added points. */
  GRANTED(TransferKind.CORRECTED, AccountKind.ISSUANCE, AccountKind.WALLET),
  /** The part of them that repays what the member owes. */
  GRANTED_TO_DEBT(TransferKind.CORRECTED, AccountKind.ISSUANCE, AccountKind.DEBT),
  /** An operator took points off. */
  DEDUCTED(TransferKind.CORRECTED, AccountKind.WALLET, AccountKind.ISSUANCE),
  /** The part of them that the wallet does not hold. */
  DEDUCTED_OWED(TransferKind.CORRECTED, AccountKind.DEBT, AccountKind.ISSUANCE),
  /** An article made of the member's answer solved a request. */
  ROYALTY(TransferKind.ROYALTY, AccountKind.ISSUANCE, AccountKind.WALLET),
  /** The part of it that repays what the member owes. */
  ROYALTY_TO_DEBT(TransferKind.ROYALTY, AccountKind.ISSUANCE, AccountKind.DEBT),
  /** They were older than the community's points may grow. */
  EXPIRED(TransferKind.EXPIRED, AccountKind.WALLET, AccountKind.EXPIRY);

  private final TransferKind kind;
  private final AccountKind debit;
  private final AccountKind credit;

  Leg(TransferKind kind, AccountKind debit, AccountKind credit) {
    this.kind = kind;
    this.debit = debit;
    this.credit = credit;
  }

  public TransferKind kind() {
    return kind;
  }

  AccountKind debit() {
    return debit;
  }

  AccountKind credit() {
    return credit;
  }

  /** The amount as the member sees it: more or less to spend, held, or (as less) owed. */
  public long signed(long amount) {
    return switch (this) {
      case HELD,
          RELEASED,
          REINSTATED,
          REINSTATED_TO_DEBT,
          RESTORED,
          RESTORED_TO_DEBT,
          REFUNDED,
          REFUNDED_TO_DEBT,
          GRANTED,
          GRANTED_TO_DEBT,
          ROYALTY,
          ROYALTY_TO_DEBT ->
          amount;
      case DEBT_REPAID,
          VOIDED,
          CLAWED_BACK,
          OWED,
          WITHDRAWN,
          TAKEN_BACK,
          TAKEN_BACK_OWED,
          RESERVED,
          REDEEMED,
          DEDUCTED,
          DEDUCTED_OWED,
          EXPIRED ->
          -amount;
    };
  }

  /** One sentence for the member. */
  public String explanation(long amount) {
    String points = amount == 1 ? "1 point" : amount + " points";
    return switch (this) {
      case HELD -> points + " are set aside for your answer until it is confirmed.";
      case RELEASED -> "Your answer is confirmed: " + points + " are yours to spend.";
      case DEBT_REPAID -> "Your answer is confirmed: " + points + " of it repay what you owed.";
      case VOIDED -> "Your answer did not help: the " + points + " set aside for it are withdrawn.";
      case CLAWED_BACK ->
          "Your answer was refused after it had been confirmed: " + points + " are taken back.";
      case OWED ->
          "Your answer was refused after its points were spent: you owe "
              + points
              + ", which the next points you earn repay.";
      case REINSTATED ->
          "Your answer helped after all: "
              + points
              + (amount == 1 ? " is" : " are")
              + " yours to spend.";
      case REINSTATED_TO_DEBT ->
          "Your answer helped after all: "
              + points
              + (amount == 1 ? " repays" : " repay")
              + " what you owed.";
      case WITHDRAWN ->
          "Reviewers judged that your answer was wrong: the "
              + points
              + " set aside for it are withdrawn.";
      case TAKEN_BACK ->
          "Reviewers judged that your answer was wrong: " + points + " are taken back.";
      case TAKEN_BACK_OWED ->
          "Reviewers judged that your answer was wrong after its points were spent: you owe "
              + points
              + ", which the next points you earn repay.";
      case RESTORED ->
          "Your appeal went well: " + points + (amount == 1 ? " is" : " are") + " yours to spend.";
      case RESTORED_TO_DEBT ->
          "Your appeal went well: "
              + points
              + (amount == 1 ? " repays" : " repay")
              + " what you owed.";
      case RESERVED -> points + " are set aside for what you chose.";
      case REDEEMED -> points + " are spent.";
      case REFUNDED -> "It could not be handed out: " + points + " are yours again.";
      case REFUNDED_TO_DEBT ->
          "It could not be handed out: " + points + " of it repay what you owed.";
      case GRANTED -> points + (amount == 1 ? " was" : " were") + " added by the community.";
      case GRANTED_TO_DEBT -> points + " of what the community added repay what you owed.";
      case DEDUCTED -> points + (amount == 1 ? " was" : " were") + " taken off by the community.";
      case DEDUCTED_OWED -> "You owe " + points + " more, which the next points you earn repay.";
      case ROYALTY ->
          "An article made of your answer solved another question: "
              + points
              + (amount == 1 ? " is" : " are")
              + " yours to spend.";
      case ROYALTY_TO_DEBT ->
          "An article made of your answer solved another question: "
              + points
              + (amount == 1 ? " repays" : " repay")
              + " what you owed.";
      case EXPIRED -> points + (amount == 1 ? " has" : " have") + " expired.";
    };
  }
}
