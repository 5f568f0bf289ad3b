package dev.crowdline.routing.stream;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client holds from a message on, or no longer: an offer or a piece of work.
 *
 * @param on whether it holds it
 */
record Holding(UUID id, boolean on) {

  /** As it travels between replicas: + or - and the id. */
  @Override
  public String toString() {
    return (on ? "+" : "-") + id;
  }

  static @Nullable Holding parse(String text) {
    return text.isEmpty()
        ? null
        : new Holding(UUID.fromString(text.substring(1)), text.charAt(0) == '+');
  }
}
