package dev.crowdline.routing.presence.domain;

import java.time.Instant;
import java.util.UUID;

/** A member is at a place until then, unless it is renewed. */
public record Lease(UUID memberId, Place place, Instant until) {}
