package dev.crowdline.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.testing.EveryOperation;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private final Cursor cursor =
      new Cursor(Instant.parse("2026-03-01T10:00:00.123456Z"), new UUID(1, 2));

  @Test
  void comesBackAsItWas() {
    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @Test
  void nothingIsTheBeginning() {
    assertThat(Cursor.parse(null)).isNull();
    assertThat(Cursor.parse("")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "%%%", "MjAyNnwx", "\u0000"})
  void whatIsNoCursorIsRefusedAndNamed(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cursor");
  }

  @Test
  void noForgedOneIsTaken() {
    for (String forged : EveryOperation.forged(new Random(11))) {
      assertThatThrownBy(() -> Cursor.parse(forged)).as(forged).isInstanceOf(Problem.class);
    }
  }

  @Test
  void aPageHasANextOnlyWhenThereIsMore() {
    List<Integer> three = IntStream.range(0, 3).boxed().toList();
    assertThat(Page.of(three, new Limit(3), i -> cursor).next()).isNull();
    Page<Integer> page = Page.of(three, new Limit(2), i -> cursor);
    assertThat(page.items()).containsExactly(0, 1);
    assertThat(page.next()).isEqualTo(cursor.text());
  }
}
