package dev.crowdline.rewards.redemptions.web;

import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.domain.RefundReason;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable.Kept;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A redemption as it is shown, without its code.
 *
 * @param item its name when it was taken
 * @param endedAt when it was handed out, or refunded; absent before
 * @param refundReason why it was refunded; absent unless it was
 * @param hasCode whether its member can have a code shown
 * @param reveals how often the member had the code shown again
 * @param revealedAt the last time; absent for never
 */
@Schema(name = "Redemption")
public record RedemptionView(
    UUID id,
    UUID memberId,
    UUID itemId,
    String item,
    long points,
    State state,
    Instant requestedAt,
    @Nullable Instant endedAt,
    @Nullable RefundReason refundReason,
    boolean hasCode,
    int reveals,
    @Nullable Instant revealedAt) {

  /** Where it stands. */
  public enum State {
    REQUESTED,
    RESERVED,
    FULFILLED,
    REFUNDED
  }

  /** What is shown of one. */
  public static RedemptionView of(Kept kept) {
    Purchase what = kept.redemption().purchase();
    return new RedemptionView(
        what.id(),
        what.memberId(),
        what.itemId(),
        what.item(),
        what.points(),
        state(kept.redemption()),
        what.requestedAt(),
        switch (kept.redemption()) {
          case Redemption.Requested r -> null;
          case Redemption.Reserved r -> null;
          case Redemption.Fulfilled r -> r.at();
          case Redemption.Refunded r -> r.at();
        },
        kept.redemption() instanceof Redemption.Refunded refunded ? refunded.reason() : null,
        kept.coded(),
        kept.reveals(),
        kept.revealedAt());
  }

  private static State state(Redemption redemption) {
    return switch (redemption) {
      case Redemption.Requested r -> State.REQUESTED;
      case Redemption.Reserved r -> State.RESERVED;
      case Redemption.Fulfilled r -> State.FULFILLED;
      case Redemption.Refunded r -> State.REFUNDED;
    };
  }
}
