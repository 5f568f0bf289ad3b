package dev.crowdline.support.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.edge.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {
  @ParameterizedTest
  @EnumSource
  void whatIsRefusedAtTheDoorIsInTheCatalogue(Reason reason) {
    ProblemType type = ProblemType.valueOf(reason.name());

    assertThat(reason.status()).isEqualTo(type.status());
    assertThat(reason.title()).isEqualTo(type.title());
    assertThat(reason.address()).isEqualTo(type.address());
  }
}
