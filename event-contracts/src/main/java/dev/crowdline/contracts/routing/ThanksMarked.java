package dev.crowdline.contracts.routing;

import java.util.UUID;

/**
 * The member took what the customer wrote after the answer for thanks: it needs no reply. That
 * confirms nothing.
 *
 * @param assignmentId whose answer it followed
 * @param heard the highest number of a customer's message that routing had heard
 */
public record ThanksMarked(UUID assignmentId, UUID memberId, int heard) {}
