package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Personal;
import java.util.UUID;

/** The customer wrote. The ball is with the helpers again. */
public record MessageAdded(UUID messageId, @Personal String text) {}
