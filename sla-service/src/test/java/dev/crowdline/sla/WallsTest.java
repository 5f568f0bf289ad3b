package dev.crowdline.sla;

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
          entry(
              "ApplicationTable.lockUnfinished(Tx)",
              "goes on with what goes on in any community; the row says in which"),
          entry(
              "RetimingTable.lockUnfinished(Tx)",
              "goes on with what goes on in any community; the row says in which"),
          entry(
              "RingTable.communities(Sql)",
              "names those whose alarms are looked at, one after the other"),
          entry(
              "PeriodTable.forget(Tx, Period$Unit, Instant)",
              "forgets what is old of all communities"),
          entry("ReportTable.forget(Tx, Instant)", "forgets what is old of all communities"));

  @Test
  void everyStatementNamesItOrSaysWhyNot() {
    assertThat(Walls.gapsIn("dev.crowdline.sla")).containsOnlyKeys(MEANT_SO.keySet());
  }
}
