package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactTest {
  @ParameterizedTest
  @CsvSource({
    "/intake/1, intake",
    "/routing/12, routing",
    "/a/b/3, a/b",
    "intake, intake",
    "intake/1, intake/1",
    "/intake, /intake",
    "/, /",
    "//1, //1"
  })
  void serviceOfASource(String source, String service) {
    assertThat(Fact.serviceOf(source)).isEqualTo(service);
  }
}
