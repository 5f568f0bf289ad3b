package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.domain.Corrected;
import dev.crowdline.rewards.ledger.domain.Earned;
import dev.crowdline.rewards.ledger.domain.Expired;
import dev.crowdline.rewards.ledger.domain.Line;
import dev.crowdline.rewards.ledger.domain.Purpose;
import dev.crowdline.rewards.ledger.domain.Reused;
import dev.crowdline.rewards.ledger.domain.Spent;
import dev.crowdline.rewards.ledger.domain.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line of a statement. */
@Schema(
    description =
        "What one answer earned, by itself or as an article, one redemption cost, an operator corrected or grew too old, and where its points are now")
public record StatementLine(
    @Schema(description = "The answer; GET /v1/assignments/{id} has its question")
        @Nullable UUID assignmentId,
    @Schema(description = "Of the answer") @Nullable UUID requestId,
    @Schema(description = "The redemption; GET /v1/redemptions/{id} has it")
        @Nullable UUID redemptionId,
    @Schema(description = "What an operator added or took off") @Nullable UUID correctionId,
    @Schema(description = "The notice by which points expired") @Nullable UUID expiryId,
    @Schema(description = "The earning rule; or redemption, correction, expiry") String rule,
    @Schema(
            description =
                "The version of the earning rules that said so much; 0 is the policy's points")
        @Nullable Integer rulesVersion,
    @Schema(
            description =
                "Of an answer: HELD until the customer's verdict; PAID to the member, or against"
                    + " what the member owed; VOID when the answer was refused. Of a redemption:"
                    + " RESERVED until it is handed out; SPENT; REFUNDED when it could not be. Of an"
                    + " operator's correction: ADDED, or TAKEN_OFF. EXPIRED: too old")
        State state,
    long points,
    @Schema(description = "When the member answered, or chose") Instant beganAt,
    @Schema(description = "When the state began") Instant changedAt,
    @Schema(description = "A sentence or two for the member") String explanation,
    @Schema(description = "Every transfer of it, in order") List<Movement> movements) {

  /** Where the points of a line are. */
  public enum State {
    HELD,
    PAID,
    VOID,
    RESERVED,
    SPENT,
    REFUNDED,
    ADDED,
    TAKEN_OFF,
    EXPIRED
  }

  /** A transfer. */
  @Schema(description = "One transfer, as it concerns the member")
  public record Movement(
      UUID transferId,
      @Schema(description = "When what caused it happened") Instant at,
      TransferKind kind,
      @Schema(
              description =
                  "Points: HELD adds to held; RELEASED moves from held to the balance; VOIDED and"
                      + " DEBT_REPAID are less held; CLAWED_BACK is less balance, or more debt when"
                      + " they were spent; REINSTATED is more balance, or less debt; RESERVED is"
                      + " less balance; REDEEMED is less of what was reserved; REFUNDED is more"
                      + " balance, or less debt; CORRECTED is more balance or less debt when points"
                      + " were added, less balance or more debt when they were taken off; EXPIRED is"
                      + " less balance")
          long amount,
      @Schema(description = "Held after it") long held,
      @Schema(description = "To spend after it") long balance,
      @Schema(description = "Owed after it") long debt,
      @Schema(description = "One sentence for the member") String explanation) {

    static Movement of(Line.Moved moved) {
      return new Movement(
          moved.transferId(),
          moved.at(),
          moved.leg().kind(),
          moved.leg().signed(moved.amount()),
          moved.held(),
          moved.balance(),
          moved.debt(),
          moved.leg().explanation(moved.amount()));
    }
  }

  static StatementLine of(Line line) {
    return switch (line) {
      case Earned earned ->
          of(
              line,
              new Ids(earned.assignmentId(), earned.requestId(), null, null, null),
              earned.rule().text(),
              earned.rulesVersion(),
              switch (earned.state()) {
                case HELD -> State.HELD;
                case PAID -> State.PAID;
                case VOID -> State.VOID;
              });
      case Reused reused ->
          of(
              line,
              new Ids(null, reused.requestId(), null, null, null),
              Purpose.Royalty.RULE,
              null,
              State.PAID);
      case Spent spent ->
          of(
              line,
              new Ids(null, null, spent.redemptionId(), null, null),
              Purpose.Redemption.RULE,
              null,
              switch (spent.state()) {
                case RESERVED -> State.RESERVED;
                case SPENT -> State.SPENT;
                case REFUNDED -> State.REFUNDED;
              });
      case Corrected corrected ->
          of(
              line,
              new Ids(null, null, null, corrected.correctionId(), null),
              Purpose.Correction.RULE,
              null,
              corrected.added() ? State.ADDED : State.TAKEN_OFF);
      case Expired expired ->
          of(
              line,
              new Ids(null, null, null, null, expired.noticeId()),
              Purpose.Expiry.RULE,
              null,
              State.EXPIRED);
    };
  }

  private record Ids(
      @Nullable UUID assignment,
      @Nullable UUID request,
      @Nullable UUID redemption,
      @Nullable UUID correction,
      @Nullable UUID expiry) {}

  private static StatementLine of(
      Line line, Ids ids, String rule, @Nullable Integer rulesVersion, State state) {
    return new StatementLine(
        ids.assignment(),
        ids.request(),
        ids.redemption(),
        ids.correction(),
        ids.expiry(),
        rule,
        rulesVersion,
        state,
        line.points(),
        line.moves().getFirst().at(),
        line.moves().getLast().at(),
        line.explanation(),
        line.moves().stream().map(Movement::of).toList());
  }
}
