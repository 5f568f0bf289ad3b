package dev.crowdline.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRulesTest {
  private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

  JsonRulesTest() {
    new JsonRules().customize(mapper);
  }

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
  @DisplayName("P11: what is no such text is no time, and its field is named")
  void noTimes(String wrong) {
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOfSatisfying(
            JsonMappingException.class,
            e -> assertThat(e.getPath().getLast().getFieldName()).isEqualTo("at"));
  }
}
