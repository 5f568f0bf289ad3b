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

  @Test
  void lengthsAreThoseOfCharactersAsPeopleAndSchemasCountThem() {
    assertThat(Asked.text("topic", "😀".repeat(60), 60)).hasSize(120);
    assertThat(
            catchThrowableOfType(Problem.class, () -> Asked.text("topic", "😀".repeat(61), 60))
                .body(null)
                .errors())
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("topic"));
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
