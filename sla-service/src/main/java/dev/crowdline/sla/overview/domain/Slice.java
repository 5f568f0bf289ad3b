package dev.crowdline.sla.overview.domain;

import org.jspecify.annotations.Nullable;

/**
 * One number of the overview or of a {@link Breakdown}: what it counts, and of which requests.
 *
 * @param by and {@code value}: those with that value; both null for all of the community
 */
public record Slice(Figure figure, @Nullable Dimension by, @Nullable String value) {
  public Slice {
    if ((by == null) != (value == null)) {
      throw new IllegalArgumentException("a dimension and its value go together");
    }
  }
}
