package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Personal;
import dev.crowdline.contracts.Tier;
import java.util.UUID;

/**
 * A member wrote to the customer.
 *
 * @param asksCustomer the ball is with the customer until an answer comes
 */
public record MessageWritten(
    UUID messageId,
    UUID assignmentId,
    UUID memberId,
    String memberAlias,
    Tier tier,
    boolean asksCustomer,
    @Personal String text) {}
