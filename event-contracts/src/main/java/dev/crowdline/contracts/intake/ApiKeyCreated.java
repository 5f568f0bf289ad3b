package dev.crowdline.contracts.intake;

import java.util.Set;
import java.util.UUID;

/**
 * An API key may be used. The key itself is known to its holder alone.
 *
 * @param sha256 of the key, lower-case hexadecimal
 */
public record ApiKeyCreated(UUID keyId, String name, String sha256, Set<String> permissions) {
  public ApiKeyCreated {
    permissions = Set.copyOf(permissions);
  }
}
