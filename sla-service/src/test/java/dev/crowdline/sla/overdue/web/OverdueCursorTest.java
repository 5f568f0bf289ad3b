package dev.crowdline.sla.overdue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.Priority;
import dev.crowdline.sla.overdue.domain.Position;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.web.Opaque;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverdueCursorTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.000001Z");
  private static final Instant ASKED = Instant.parse("2026-03-01T08:00:00Z");
  private static final UUID REQUEST = new UUID(7, 9);

  @ParameterizedTest
  @MethodSource("dev.crowdline.contracts.Priority#all")
  void isReadAsItWasWritten(Priority priority) {
    Position position = new Position(NOW, true, 117, priority, ASKED, REQUEST);
    assertThat(OverdueCursor.parse(OverdueCursor.text(position))).isEqualTo(position);
  }

  @Test
  void noPageEndsAtAPriorityThatNobodyHas() {
    String forged = Opaque.written(NOW, false, 117, "UNKNOWN", ASKED, REQUEST);
    assertThatThrownBy(() -> OverdueCursor.parse(forged)).isInstanceOf(Problem.class);
  }
}
