package dev.crowdline.intake.webhooks.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a webhook was told, and how it does.
 *
 * @param position of the last event that it was told, or that it did not want
 * @param behind how many positions it is behind
 * @param failingSince since when nothing reached it; null when the last that was sent did
 * @param problem what the last failure was; null when there was none since it worked
 * @param deliveredAt when something reached it last
 */
public record Progress(
    long position,
    long behind,
    @Nullable Instant failingSince,
    @Nullable String problem,
    @Nullable Instant deliveredAt) {}
