package dev.crowdline.intake.communities.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A community's API key, as everybody but its holder knows it. */
public record ApiKey(
    UUID id,
    String community,
    String name,
    List<String> permissions,
    Instant createdAt,
    @Nullable Instant revokedAt) {

  public ApiKey {
    permissions = permissions.stream().distinct().sorted().toList();
  }
}
