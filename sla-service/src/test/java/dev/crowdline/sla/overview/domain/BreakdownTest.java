package dev.crowdline.sla.overview.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakdownTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:30:59Z");
  private static final Instant FIRST = Instant.parse("2026-11-29T10:01:00Z");

  private static Breakdown.Standing standing(String value, long waiting, long risk, long breached) {
    return new Breakdown.Standing(value, waiting, 0, 0, FIRST, risk, breached);
  }

  @Test
  void whatNeedsSomebodyMostComesFirst() {
    Breakdown breakdown =
        Breakdown.of(
            NOW,
            List.of(
                standing("b", 9, 0, 0),
                standing("a", 9, 0, 0),
                standing("late", 1, 0, 1),
                standing("soon", 1, 5, 0),
                standing("many", 10, 0, 0)),
            List.of());
    assertThat(breakdown.values())
        .extracting(Breakdown.Line::value)
        .containsExactly("late", "soon", "many", "a", "b");
  }

  @Test
  void arrivalsAreOfThirtyMinutesWithTheCurrentOneLast() {
    Breakdown breakdown =
        Breakdown.of(
            NOW,
            List.of(),
            List.of(
                new Breakdown.Arrived("bills", FIRST.minusSeconds(60), 7),
                new Breakdown.Arrived("bills", FIRST, 2),
                new Breakdown.Arrived("bills", Instant.parse("2026-11-29T10:30:00Z"), 3),
                new Breakdown.Arrived("bills", Instant.parse("2026-11-29T10:31:00Z"), 9)));
    List<Long> expected = new ArrayList<>(Collections.nCopies(30, 0L));
    expected.set(0, 2L);
    expected.set(29, 3L);
    assertThat(breakdown.values())
        .containsExactly(new Breakdown.Line("bills", 0, 0, 0, null, 0, 0, expected));
    assertThat(Breakdown.firstMinute(NOW)).isEqualTo(FIRST);
  }

  @Test
  void noMoreThanAPageHolds() {
    List<Breakdown.Standing> many = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      many.add(standing("skill-" + i, i, 0, 0));
    }
    List<Breakdown.Line> values = Breakdown.of(NOW, many, List.of()).values();
    assertThat(values).hasSize(100);
    assertThat(values.getFirst().value()).isEqualTo("skill-149");
  }
}
