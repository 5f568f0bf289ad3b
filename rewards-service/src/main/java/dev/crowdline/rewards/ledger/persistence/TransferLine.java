package dev.crowdline.rewards.ledger.persistence;

/**
 * What is sealed of a transfer, as SQL on a row {@code t}: all of it but the member, whose link to
 * its accounts must be able to go. Described in docs/reference/ledger-seals.md; whoever changes it
 * breaks every seal. What came later stands at the end and leaves no bar where it is absent, as
 * {@code concat_ws} does, so that older lines stay as they were.
 */
public final class TransferLine {
  private static final String TIME =
      "to_char(t.%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  /** Its fields with bars between them. */
  public static final String TEXT =
      "concat_ws('|', t.position, t.id, t.debit_account, t.credit_account, t.amount, t.kind, t.leg,"
          + " t.rule, coalesce(t.assignment_id::text, ''), coalesce(t.request_id::text, ''),"
          + " coalesce(t.round::text, ''), coalesce(t.redemption_id::text, ''), t.balance, t.held,"
          + " t.debt, "
          + TIME.formatted("at")
          + ", "
          + TIME.formatted("booked_at")
          + ", t.correction_id, t.note_mark, t.expiry_id, t.royalty_id)";

  /** The first eight bytes of its SHA-256. */
  public static final String MARK = "substring(sha256(convert_to(" + TEXT + ", 'UTF8')) for 8)";

  private TransferLine() {}
}
