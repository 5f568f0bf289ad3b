package dev.crowdline.intake.requests.domain;

import java.util.UUID;

/** A request of a community. Whoever names one names both (P9). */
public record RequestKey(String community, UUID id) {}
