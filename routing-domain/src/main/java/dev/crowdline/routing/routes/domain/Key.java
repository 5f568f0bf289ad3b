package dev.crowdline.routing.routes.domain;

import java.util.UUID;

/** Something of a community, as a command names it. Whoever names one names both (P9). */
public record Key(String community, UUID id) {}
