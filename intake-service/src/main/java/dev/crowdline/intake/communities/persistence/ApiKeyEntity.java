package dev.crowdline.intake.communities.persistence;

import dev.crowdline.intake.communities.domain.ApiKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_key}. */
@Entity
@Table(name = "api_key")
@IdClass(ApiKeyEntity.Key.class)
class ApiKeyEntity {
  @Id String community;
  @Id UUID id;

  @Column(updatable = false)
  String sha256;

  String name;
  String[] permissions;
  String integration;
  Instant createdAt;
  @Nullable Instant revokedAt;
  @Version long version = 1;

  record Key(String community, UUID id) {}

  static ApiKeyEntity of(ApiKey key, String sha256) {
    ApiKeyEntity row = new ApiKeyEntity();
    row.community = key.community();
    row.id = key.id();
    row.sha256 = sha256;
    row.name = key.name();
    row.permissions = key.permissions().toArray(String[]::new);
    row.integration = key.integration();
    row.createdAt = key.createdAt();
    row.revokedAt = key.revokedAt();
    return row;
  }

  ApiKey toApiKey() {
    return new ApiKey(id, community, name, List.of(permissions), integration, createdAt, revokedAt);
  }
}
