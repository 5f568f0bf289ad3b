package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Personal;
import dev.crowdline.contracts.Tier;
import java.util.UUID;

/** The member answered. */
public record AssignmentCompleted(
    UUID assignmentId,
    UUID memberId,
    String memberAlias,
    Tier tier,
    int round,
    int reward,
    UUID messageId,
    @Personal String answer) {}
