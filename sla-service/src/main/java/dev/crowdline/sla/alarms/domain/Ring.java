package dev.crowdline.sla.alarms.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alarm rang.
 *
 * @param alarm as it was then
 * @param highest what was measured at most
 * @param endedAt null while it goes on
 * @param seenBy who said first: I have seen it; null when nobody has
 */
public record Ring(
    UUID id,
    Alarm alarm,
    Instant beganAt,
    long highest,
    @Nullable Instant endedAt,
    @Nullable String seenBy,
    @Nullable Instant seenAt) {}
