package dev.crowdline.contracts.intake;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key may be used. The key itself is known to its holder alone.
 *
 * @param sha256 of the key, lower-case hexadecimal
 * @param integration the program that holds it, whichever key it holds; absent is "default"
 */
public record ApiKeyCreated(
    UUID keyId, String name, String sha256, Set<String> permissions, @Nullable String integration) {
  public ApiKeyCreated {
    permissions = Set.copyOf(permissions);
  }

  /** Who holds the key. */
  public String integrationOrDefault() {
    return Objects.requireNonNullElse(integration, "default");
  }
}
