package dev.crowdline.intake.personaldata.messaging;

import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.intake.personaldata.domain.Erasure;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.support.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells whoever has a copy that it must be cleared. */
public final class StatingErasures {
  private StatingErasures() {}

  /** The texts of locked requests were cleared here. */
  public static void erased(
      Tx tx, List<Held> requests, UUID erasureId, Erasure.Why why, Instant now) {
    RequestErased fact =
        new RequestErased(
            erasureId,
            switch (why) {
              case CUSTOMER -> RequestErased.Why.CUSTOMER;
              case RETENTION -> RequestErased.Why.RETENTION;
            });
    requests.forEach(request -> tx.state(request.community(), request.id(), now, fact));
  }
}
