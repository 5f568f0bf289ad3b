package dev.crowdline.intake;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Walls;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P9: the community stands in every statement")
class WallsTest {
  /** What is meant to name none, and why. */
  private static final Map<String, String> MEANT_SO =
      Map.ofEntries(
          entry("ChannelAccountTable.release(Tx, UUID)", "of all communities that a replica read"),
          entry("ErasureTable.lockDue(Tx, Instant)", "looks after all communities alike"),
          entry("RequestTable.lockDue(Tx, Instant, int)", "looks after all communities alike"),
          entry("RequestTable.unrouted(Sql)", "a number of all communities"),
          entry("WebhookTable.since(Sql)", "when all webhooks together began"),
          entry("WidgetTable.isKnown(Sql, Origin)", "a preflight does not say which community"));

  @Test
  void everyStatementNamesItOrSaysWhyNot() {
    assertThat(Walls.gapsIn("dev.crowdline.intake")).containsOnlyKeys(MEANT_SO.keySet());
  }
}
