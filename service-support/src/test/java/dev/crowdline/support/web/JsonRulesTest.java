package dev.crowdline.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.support.problems.ProblemMappers;
import dev.crowdline.support.testing.AsService;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies may say, by the mapper that reads them: others of the platform have a say in it. */
@QuarkusTest
@TestProfile(AsService.class)
@QuarkusTestResource(Parts.class)
@Tag("service")
class JsonRulesTest {
  @Inject ObjectMapper mapper;

  record Body(@Nullable Instant at) {}

  private @Nullable Instant read(String time) throws JsonProcessingException {
    return mapper.readValue("{\"at\":" + time + "}", Body.class).at();
  }

  @Test
  @DisplayName("a time is a text of RFC 3339, in any offset; null is none")
  void times() throws JsonProcessingException {
    Instant noon = Instant.parse("2026-01-31T12:00:00Z");
    assertThat(read("\"2026-01-31T12:00:00Z\"")).isEqualTo(noon);
    assertThat(read("\"2026-01-31T13:00:00+01:00\"")).isEqualTo(noon);
    assertThat(read("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "1.5", "true", "\"\"", "\"17\"", "\"tomorrow\"", "[]", "{}"})
  @DisplayName("P11: what is no such text is no time; its field is named, and what it should be")
  void noTimes(String wrong) {
    JsonProcessingException refused =
        catchThrowableOfType(JsonProcessingException.class, () -> read(wrong));
    assertThat(refused).isNotNull();
    assertThat(ProblemMappers.ofJson(refused))
        .hasMessageContaining("at: must be a time such as 2026-01-31T12:00:00Z");
  }
}
