package dev.crowdline.support.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A position in a list that is ordered by time and id. Opaque to callers. */
public record Cursor(Instant at, UUID id) {

  public String text() {
    return Opaque.written(at, id);
  }

  /** The position that a caller sent back; null when there was none. */
  public static @Nullable Cursor parse(@Nullable String text) {
    return Opaque.cursor(
        text,
        2,
        parts -> new Cursor(Opaque.time(parts[0]), UUID.fromString(parts[1])),
        Cursor::text);
  }
}
