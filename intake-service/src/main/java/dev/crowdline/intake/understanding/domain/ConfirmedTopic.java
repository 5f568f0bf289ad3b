package dev.crowdline.intake.understanding.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator said that a request is about.
 *
 * @param was what it was understood as until then; null for nothing
 */
public record ConfirmedTopic(String topic, @Nullable String was, Instant at) {}
