package dev.crowdline.rewards.leaderboards.domain;

import java.util.UUID;

/**
 * What a member earned.
 *
 * @param points 1 or more
 */
public record Score(UUID memberId, long points) {}
