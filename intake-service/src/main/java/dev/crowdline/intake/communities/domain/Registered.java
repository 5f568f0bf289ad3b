package dev.crowdline.intake.communities.domain;

import dev.crowdline.contracts.Pace;
import java.time.Instant;

/** A community as it stands in a list of all: without its policy and its terms. */
public record Registered(String id, String name, Pace pace, Instant registeredAt) {}
