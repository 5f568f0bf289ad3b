package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message of the conversation, as the member who works on it sees it. */
public record Message(
    UUID id,
    UUID routeId,
    String community,
    Author author,
    @Nullable UUID memberId,
    @Nullable String alias,
    @Nullable Tier tier,
    Kind kind,
    String text,
    boolean asksCustomer,
    Instant at) {

  /** Who wrote it. */
  public enum Author {
    CUSTOMER,
    MEMBER,
    STAFF
  }

  /** What it is. */
  public enum Kind {
    QUESTION,
    MESSAGE,
    THANKS,
    ANSWER
  }
}
