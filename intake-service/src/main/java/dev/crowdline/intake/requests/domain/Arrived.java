package dev.crowdline.intake.requests.domain;

import java.time.Instant;

/** How many of an incident's reporters asked within ten seconds from {@code at} on. */
public record Arrived(Instant at, long count) {}
