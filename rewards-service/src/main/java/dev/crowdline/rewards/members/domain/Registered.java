package dev.crowdline.rewards.members.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as registered.
 *
 * @param alias under which others know the member; null when it is not said
 * @param identity hash of issuer and subject; null when nobody is linked
 */
public record Registered(
    String community,
    UUID memberId,
    @Nullable String alias,
    @Nullable String identity,
    Instant at) {}
