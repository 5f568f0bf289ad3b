package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Walls;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P9: the community stands in every statement")
class WallsTest {

  @Test
  void everyStatementNamesIt() {
    assertThat(Walls.gapsIn("dev.crowdline.rewards")).isEmpty();
  }
}
