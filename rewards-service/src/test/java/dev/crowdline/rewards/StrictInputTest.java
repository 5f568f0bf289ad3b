package dev.crowdline.rewards;

import dev.crowdline.support.testing.EveryOperation;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class StrictInputTest {
  @Test
  @DisplayName("P11: a query parameter that an operation does not have is refused by its name")
  void strangeParameters() {
    EveryOperation.refusesStrangeParameters("rewards");
  }

  @Test
  @DisplayName("P11: an empty Idempotency-Key is refused")
  void emptyKeys() {
    EveryOperation.refusesEmptyKeys("rewards");
  }

  @Test
  @DisplayName("P11: a cursor that no list wrote is refused")
  void forgedCursors() {
    EveryOperation.refusesForgedCursors(
        "rewards", Tokens.of("acme-lists", "olga", "operator", "contributor", "specialist"));
  }
}
