package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer judged an answer.
 *
 * @param stars 1 to 5
 * @param thanks what the customer wrote beside them; shown to the helper
 */
public record RequestRated(
    UUID assignmentId,
    UUID memberId,
    int stars,
    boolean thanked,
    @Nullable @Personal String thanks) {}
