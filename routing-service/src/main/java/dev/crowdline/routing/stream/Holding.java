package dev.crowdline.routing.stream;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client holds from a message on, or no longer: an offer or a piece of work.
 *
 * @param on whether it holds it
 * @param version differs when what is held has changed; of an offer always 0
 */
record Holding(UUID id, boolean on, int version) {

  /** As it travels between replicas: + or -, the id, and the version. */
  @Override
  public String toString() {
    return (on ? "+" : "-") + id + ":" + version;
  }

  static @Nullable Holding parse(String text) {
    if (text.isEmpty()) {
      return null;
    }
    int colon = text.indexOf(':');
    return new Holding(
        UUID.fromString(text.substring(1, colon)),
        text.charAt(0) == '+',
        Integer.parseInt(text.substring(colon + 1)));
  }
}
