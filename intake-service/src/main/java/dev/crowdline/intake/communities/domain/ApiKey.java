package dev.crowdline.intake.communities.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A community's API key, as everybody but its holder knows it.
 *
 * @param integration the program that holds it: it stays when its key is replaced by another
 */
public record ApiKey(
    UUID id,
    String community,
    String name,
    List<String> permissions,
    String integration,
    Instant createdAt,
    @Nullable Instant revokedAt) {
  /** The integration of keys for which none was named. */
  public static final String DEFAULT_INTEGRATION = "default";

  public ApiKey {
    permissions = permissions.stream().distinct().sorted().toList();
  }
}
