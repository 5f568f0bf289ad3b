package dev.crowdline.support.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.support.problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"1\", \"3\"", " \"3\" "})
  void theVersionThatStandsIsEdited(String header) {
    assertThatCode(() -> IfMatch.mustBe(header, 3)).doesNotThrowAnyException();
  }

  @Test
  void withoutItAnythingIs() {
    assertThatCode(() -> IfMatch.mustBe(null, 3)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"33\"", "\"\""})
  void anotherVersionIsNot(String header) {
    assertThatThrownBy(() -> IfMatch.mustBe(header, 3))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("version 3");
  }

  @Test
  void whatIsNotThereMatchesNothing() {
    assertThatThrownBy(() -> IfMatch.mustBe("*", 0)).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "", "\"3", "\"3\" \"4\"", "x, \"3\""})
  void whatIsNoTagIsRefusedByTheHeadersName(String header) {
    assertThatThrownBy(() -> IfMatch.mustBe(header, 3)).hasMessageContaining("If-Match");
  }
}
