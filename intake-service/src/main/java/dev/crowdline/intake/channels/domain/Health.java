package dev.crowdline.intake.channels.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an account does.
 *
 * @param heardAt when its provider answered last; null before the first time
 * @param problem why it cannot be read just now; null while it can
 * @param problemAt since when
 */
public record Health(
    @Nullable Instant heardAt, @Nullable String problem, @Nullable Instant problemAt) {}
