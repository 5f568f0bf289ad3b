package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Tier;
import java.util.UUID;

/** Who works on a request, and by which assignment. */
public record Helper(UUID assignmentId, UUID memberId, String alias, Tier tier) {}
