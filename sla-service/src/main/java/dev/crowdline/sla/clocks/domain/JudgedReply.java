package dev.crowdline.sla.clocks.domain;

import java.time.Instant;

/**
 * What was said of one wait for our next message.
 *
 * @param askedAt when the customer wrote, by which it is known
 */
public record JudgedReply(Instant askedAt, Judged said) {}
