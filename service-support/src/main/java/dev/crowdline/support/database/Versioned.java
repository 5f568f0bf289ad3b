package dev.crowdline.support.database;

import org.jspecify.annotations.Nullable;

/**
 * A record that people edit, and which version of it this is.
 *
 * @param version how often it was edited, and 1
 */
public record Versioned<T>(T value, long version) {

  /** The version that stands, 0 when nothing does. */
  public static long of(@Nullable Versioned<?> standing) {
    return standing == null ? 0 : standing.version();
  }
}
