package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Personal;
import java.util.UUID;

/**
 * The company's staff wrote to the customer. It is a first response, and changes neither whose turn
 * it is nor who has the work.
 */
public record StaffWrote(UUID messageId, @Personal String text) {}
