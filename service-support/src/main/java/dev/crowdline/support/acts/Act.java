package dev.crowdline.support.acts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of the company did to a request, or to the community.
 *
 * @param requestId null when it was done to the community
 * @param by issuer and subject of a person, or the API key
 * @param name of the person, or of the key
 * @param kind what was done, a constant of the service that did it
 * @param detail with which values; never what a customer wrote
 */
public record Act(
    UUID id,
    @Nullable UUID requestId,
    Instant at,
    String by,
    String name,
    String kind,
    Map<String, String> detail) {
  public Act {
    detail = Map.copyOf(detail);
  }
}
