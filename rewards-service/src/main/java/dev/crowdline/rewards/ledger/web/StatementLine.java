package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.domain.Earned;
import dev.crowdline.rewards.ledger.domain.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a statement. */
@Schema(description = "What one answer earned, and where its points are now")
public record StatementLine(
    @Schema(description = "The answer; GET /v1/assignments/{id} has its question")
        UUID assignmentId,
    UUID requestId,
    @Schema(description = "The earning rule") String rule,
    @Schema(
            description =
                "HELD until the customer's verdict; PAID to the member, or against what the member"
                    + " owed; VOID when the answer was refused")
        Earned.State state,
    long points,
    @Schema(description = "When the member answered") Instant answeredAt,
    @Schema(description = "When the state began") Instant changedAt,
    @Schema(description = "A sentence or two for the member") String explanation,
    @Schema(description = "Every transfer of it, in order") List<Movement> movements) {

  /** A transfer. */
  @Schema(description = "One transfer, as it concerns the member")
  public record Movement(
      UUID transferId,
      @Schema(description = "When the answer, confirmation or refusal happened") Instant at,
      TransferKind kind,
      @Schema(
              description =
                  "Points: HELD adds to held; RELEASED moves from held to the balance; VOIDED and"
                      + " DEBT_REPAID are less held; CLAWED_BACK is less balance, or more debt when"
                      + " they were spent; REINSTATED is more balance, or less debt")
          long amount,
      @Schema(description = "Held after it") long held,
      @Schema(description = "To spend after it") long balance,
      @Schema(description = "Owed after it") long debt,
      @Schema(description = "One sentence for the member") String explanation) {

    static Movement of(Earned.Moved moved) {
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

  static StatementLine of(Earned earned) {
    return new StatementLine(
        earned.assignmentId(),
        earned.requestId(),
        earned.rule(),
        earned.state(),
        earned.points(),
        earned.moves().getFirst().at(),
        earned.moves().getLast().at(),
        earned.explanation(),
        earned.moves().stream().map(Movement::of).toList());
  }
}
