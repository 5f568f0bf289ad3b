package dev.crowdline.sla.members.domain;

import dev.crowdline.contracts.Tier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What sla knows of a member.
 *
 * @param identity hash of issuer and subject; null when it was not told, or nobody is linked
 */
public record KnownMember(String community, UUID memberId, @Nullable String identity, Tier tier) {}
