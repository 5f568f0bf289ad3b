package dev.crowdline.intake.communities.messaging;

import dev.crowdline.contracts.intake.ApiKeyCreated;
import dev.crowdline.contracts.intake.ApiKeyRevoked;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.intake.communities.domain.ApiKey;
import dev.crowdline.intake.communities.domain.Community;
import dev.crowdline.support.database.Tx;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What the other services hear of communities and API keys; the subject is the community. */
public final class StatingCommunities {
  private StatingCommunities() {}

  public static void registered(Tx tx, Community community) {
    state(
        tx,
        community.id(),
        community.registeredAt(),
        new CommunityRegistered(
            community.name(), community.pace(), community.policy(), community.terms().version()));
  }

  public static void keyCreated(Tx tx, ApiKey key, String sha256) {
    state(
        tx,
        key.community(),
        key.createdAt(),
        new ApiKeyCreated(
            key.id(), key.name(), sha256, Set.copyOf(key.permissions()), key.integration()));
  }

  public static void keyRevoked(Tx tx, String community, UUID keyId, String sha256, Instant now) {
    state(tx, community, now, new ApiKeyRevoked(keyId, sha256));
  }

  private static void state(Tx tx, String community, Instant time, Object data) {
    tx.state(community, community, time, null, data);
  }
}
