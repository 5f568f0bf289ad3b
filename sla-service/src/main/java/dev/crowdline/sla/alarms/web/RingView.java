package dev.crowdline.sla.alarms.web;

import dev.crowdline.sla.alarms.domain.Ring;
import dev.crowdline.sla.alarms.domain.Watched;
import dev.crowdline.sla.overview.domain.Dimension;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ring.
 *
 * @param highest what was measured at most
 * @param endedAt absent while it goes on
 * @param seenBy who said first: I have seen it
 */
@Schema(name = "Ring")
public record RingView(
    UUID id,
    String name,
    Watched watched,
    @Nullable Dimension by,
    @Nullable String value,
    long above,
    Instant beganAt,
    long highest,
    @Nullable Instant endedAt,
    @Nullable String seenBy,
    @Nullable Instant seenAt) {
  static RingView of(Ring ring) {
    return new RingView(
        ring.id(),
        ring.alarm().name(),
        ring.alarm().watched(),
        ring.alarm().by(),
        ring.alarm().value(),
        ring.alarm().above(),
        ring.beganAt(),
        ring.highest(),
        ring.endedAt(),
        ring.seenBy(),
        ring.seenAt());
  }
}
