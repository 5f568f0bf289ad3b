package dev.crowdline.intake.communities.persistence;

import dev.crowdline.intake.communities.domain.ApiKey;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * API keys by their hash, in the table that every service has: here as an administrator makes them,
 * elsewhere as they are heard of.
 */
@ApplicationScoped
public class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, ApiKeyEntity.Key> {

  public void add(Tx tx, ApiKey key, String sha256) {
    persist(ApiKeyEntity.of(key, sha256));
  }

  /** The keys of a community, newest first, revoked ones too. */
  public List<ApiKey> of(Tx tx, String community, @Nullable Cursor after, int most) {
    PanacheQuery<ApiKeyEntity> found =
        after == null
            ? find("community = ?1 order by createdAt desc, id desc", community)
            : find(
                "community = ?1 and (createdAt < ?2 or createdAt = ?2 and id < ?3)"
                    + " order by createdAt desc, id desc",
                community,
                after.at(),
                after.id());
    return found.range(0, most - 1).stream().map(ApiKeyEntity::toApiKey).toList();
  }

  public @Nullable ApiKey find(Tx tx, String community, UUID id) {
    ApiKeyEntity found = findById(new ApiKeyEntity.Key(community, id));
    return found == null ? null : found.toApiKey();
  }

  /** Revokes a key that is in force and returns its hash; null when there was none. */
  public @Nullable String revoke(Tx tx, String community, UUID id, Instant now) {
    ApiKeyEntity found =
        findById(new ApiKeyEntity.Key(community, id), LockModeType.PESSIMISTIC_WRITE);
    if (found == null || found.revokedAt != null) {
      return null;
    }
    found.revokedAt = now;
    return found.sha256;
  }
}
