package dev.crowdline.rewards.members.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as registered.
 *
 * @param identity hash of issuer and subject; null when nobody is linked
 */
public record Registered(String community, UUID memberId, @Nullable String identity, Instant at) {}
