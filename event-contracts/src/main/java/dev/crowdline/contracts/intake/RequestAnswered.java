package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Tier;
import java.util.UUID;

/** An answer reached the conversation; it waits for the customer's confirmation or silence. */
public record RequestAnswered(
    UUID assignmentId, UUID memberId, Tier tier, UUID messageId, int round) {}
