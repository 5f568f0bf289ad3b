package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Personal;
import dev.crowdline.contracts.Tier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member wrote to the customer.
 *
 * @param asksCustomer the ball is with the customer until an answer comes
 * @param heard the highest number of a customer's message that routing had heard
 * @param followUp whether it follows this assignment's answer
 */
public record MessageWritten(
    UUID messageId,
    UUID assignmentId,
    UUID memberId,
    String memberAlias,
    Tier tier,
    boolean asksCustomer,
    @Personal String text,
    @Nullable Integer heard,
    @Nullable Boolean followUp) {}
