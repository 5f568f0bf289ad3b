package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer wrote. The ball is with the helpers again, unless these are thanks.
 *
 * @param number counts what the customer wrote to this request after the question: 1, 2, 3, no gaps
 * @param thanks whether these are thanks for an answer and nothing else; they are shown to the
 *     helper and make no work
 */
public record MessageAdded(
    UUID messageId, @Personal String text, @Nullable Integer number, @Nullable Boolean thanks) {}
