package dev.crowdline.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crowdline.contracts.Priority;
import dev.crowdline.support.problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {
  @Test
  void aWordIsReadAndNoWordIsNoFilter() {
    assertThat(Asked.constant("priority", Priority.class, "HIGH")).isEqualTo(Priority.HIGH);
    assertThat(Asked.constant("priority", Priority.class, "")).isNull();
    assertThat(Asked.constant("priority", Priority.class, null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOON", "high", "UNKNOWN"})
  void anotherIsRefusedWithThoseThatThereAre(String word) {
    Problem refused =
        catchThrowableOfType(Problem.class, () -> Asked.constant("priority", Priority.class, word));
    assertThat(refused.body(null).errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("priority");
          assertThat(error.allowed()).containsExactly("URGENT", "HIGH", "NORMAL", "LOW");
        });
  }
}
