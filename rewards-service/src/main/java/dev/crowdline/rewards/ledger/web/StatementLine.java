package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.domain.TransferKind;
import dev.crowdline.rewards.ledger.persistence.WalletRows.Line;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a statement. */
@Schema(description = "One transfer, as it concerns the member")
public record StatementLine(
    UUID transferId,
    @Schema(description = "When the answer, confirmation or refusal happened") Instant at,
    TransferKind kind,
    @Schema(
            description =
                "Points: HELD adds to held; RELEASED moves from held to the balance; VOIDED and"
                    + " DEBT_REPAID are less held; CLAWED_BACK is less balance, or more debt when they"
                    + " were spent; REINSTATED is more balance, or less debt")
        long amount,
    @Schema(description = "Held after it") long held,
    @Schema(description = "To spend after it") long balance,
    @Schema(description = "Owed after it") long debt,
    UUID requestId,
    UUID assignmentId,
    @Schema(description = "The earning rule") String rule,
    @Schema(description = "One sentence for the member") String explanation) {

  static StatementLine of(Line line) {
    return new StatementLine(
        line.transferId(),
        line.at(),
        line.leg().kind(),
        line.leg().signed(line.amount()),
        line.held(),
        line.balance(),
        line.debt(),
        line.requestId(),
        line.assignmentId(),
        line.rule(),
        line.leg().explanation(line.amount()));
  }
}
