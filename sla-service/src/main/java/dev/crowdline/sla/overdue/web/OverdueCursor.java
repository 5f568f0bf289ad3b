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
    return Opaque.written(
        position.at(),
        position.taken(),
        position.usedPercent(),
        position.priority(),
        position.submittedAt(),
        position.requestId());
  }

  static @Nullable Position parse(@Nullable String text) {
    return Opaque.cursor(
        text,
        6,
        parts ->
            new Position(
                Opaque.time(parts[0]),
                Boolean.parseBoolean(parts[1]),
                Long.parseLong(parts[2]),
                priority(parts[3]),
                Opaque.time(parts[4]),
                UUID.fromString(parts[5])),
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
