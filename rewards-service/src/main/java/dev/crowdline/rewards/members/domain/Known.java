package dev.crowdline.rewards.members.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as others may know it.
 *
 * @param alias null when it was not heard yet
 * @param hidden whether the member is on no leaderboard
 */
public record Known(UUID id, @Nullable String alias, boolean hidden) {}
