package dev.crowdline.sla.overdue.web;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.sla.overdue.domain.Position;
import dev.crowdline.support.web.Opaque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A position of the overdue list as callers hold it: opaque. */
final class OverdueCursor {
  private OverdueCursor() {}

  static String text(Position position) {
    return Opaque.written(position.priority(), position.dueAt(), position.requestId());
  }

  static @Nullable Position parse(@Nullable String text) {
    return Opaque.cursor(
        text,
        3,
        parts -> new Position(priority(parts[0]), Opaque.time(parts[1]), UUID.fromString(parts[2])),
        OverdueCursor::text);
  }

  private static Priority priority(String name) {
    Priority priority = Priority.valueOf(name);
    if (Unknown.is(priority)) {
      throw new IllegalArgumentException("no page ends at an unknown priority");
    }
    return priority;
  }
}
