package dev.crowdline.routing.assignments.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final UUID FIRST = new UUID(2, 1);
  private static final UUID NEXT = new UUID(2, 2);
  private static final UUID ROUTE = new UUID(1, 1);

  @ParameterizedTest
  @ValueSource(strings = {"0123456789", " 01234\n56789 ", "01234\u200b56789x", "ありがとうございます"})
  @DisplayName("ten characters that can be seen show that the member has begun")
  void tenAreSubstance(String text) {
    assertThat(Draft.isOfSubstance(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "012345678",
        "012345678 ",
        "012345678\t",
        "012345678\u200b",
        "012345678\u2028",
        "012345678\u3164",
        "012345678\u2800"
      })
  void nineAndWhatNobodySeesAreNot(String text) {
    assertThat(Draft.isOfSubstance(text)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("only work that somebody dropped is left for the next")
  void whatWasDroppedIsLeft(AssignmentState state) {
    assertThat(draft(ROUTE, 1, state, "Try this").isLeftFor(next(NEXT)))
        .isEqualTo(
            EnumSet.of(
                    AssignmentState.RELEASED, AssignmentState.TIMED_OUT, AssignmentState.CANCELLED)
                .contains(state));
  }

  @Test
  void itIsLeftForAnotherOfItsRouteAndRoundAndWhenSomethingIsWritten() {
    AssignmentState dropped = AssignmentState.RELEASED;
    assertThat(draft(new UUID(1, 2), 1, dropped, "Try this").isLeftFor(next(NEXT))).isFalse();
    assertThat(draft(ROUTE, 2, dropped, "Try this").isLeftFor(next(NEXT))).isFalse();
    assertThat(draft(ROUTE, 1, dropped, "Try this").isLeftFor(next(FIRST))).isFalse();
    assertThat(draft(ROUTE, 1, dropped, " ").isLeftFor(next(NEXT))).isFalse();
  }

  private static Draft draft(UUID route, int round, AssignmentState state, String text) {
    return new Draft(FIRST, route, round, state, "Ada", text, 2, NOW);
  }

  private static Assignment next(UUID id) {
    return Assignment.taken(
        id,
        "demo",
        ROUTE,
        new UUID(3, 2),
        null,
        Tier.COMMUNITY,
        1,
        100,
        100,
        NOW,
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        null);
  }
}
