package dev.crowdline.support;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Walls;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P9: the community stands in every statement")
class WallsTest {
  private static final String RELAY = "the relay sends the facts of all communities";

  /** What is meant to name none, and why. */
  private static final Map<String, String> MEANT_SO =
      Map.ofEntries(
          entry("ApiKeys.read(…)", "it is the key that says the community"),
          entry("Idempotency.forgetOld(…)", "forgets what is old of all communities"),
          entry("OutboxRelay.isEmpty(…)", RELAY),
          entry("OutboxRelay.sendBatch(Tx)", RELAY),
          entry("OutboxRelay.waiting(…)", RELAY));

  @Test
  void everyStatementNamesItOrSaysWhyNot() {
    assertThat(Walls.gapsIn("dev.crowdline.support")).containsOnlyKeys(MEANT_SO.keySet());
  }
}
