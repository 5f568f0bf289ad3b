package dev.crowdline.routing;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Walls;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P9: the community stands in every statement")
class WallsTest {
  private static final String SWEEP = "looks after all communities alike";
  private static final String METRIC = "a number of all communities";
  private static final String INDEX = "keeps the index of all members, which knows their community";
  private static final String LOCKED = "of routes that the transaction has locked";
  private static final String MEMBERS = "of members whom the community's rows name";
  private static final String TOLD = "told to nobody but the member of the row itself";

  /** What is meant to name none, and why. */
  private static final Map<String, String> MEANT_SO =
      Map.ofEntries(
          entry("RouteTable.lock(Tx, Collection)", "of facts, which compare it then; of queues"),
          entry("RouteTable.lockDue(Tx, Instant, int)", SWEEP),
          entry("RouteTable.heads(Sql, Collection, int, int, int)", "a queue is of one community"),
          entry("RouteTable.withIds(Sql, Collection)", TOLD),
          entry("RouteTable.hearsay(Sql, Instant)", METRIC),
          entry("QueueTable.keys(…)", "a queue is of one community, which the key says"),
          entry("QueueTable.waiting(Sql)", SWEEP),
          entry("MessageTable.newest(Sql, Collection)", TOLD),
          entry("OfferTable.live(Sql, Collection)", LOCKED),
          entry("OfferTable.end(Tx, Collection, OfferState, Instant)", LOCKED),
          entry("OfferTable.changed(Tx, Collection)", LOCKED),
          entry("OfferTable.liveOfMembers(Sql, Collection)", TOLD),
          entry("OfferTable.withIds(Sql, Collection)", TOLD),
          entry("AssignmentTable.active(Sql, Collection)", LOCKED),
          entry("AssignmentTable.activeOfMembers(Sql, Collection)", TOLD),
          entry("AssignmentTable.withIds(Sql, Collection)", TOLD),
          entry("ContractorDayTable.since(Sql, LocalDate)", SWEEP),
          entry("LoadTable.lock(Tx, Collection)", MEMBERS),
          entry("LoadTable.change(Tx, Collection, Collection, Instant)", MEMBERS),
          entry("LoadTable.read(Sql, Collection)", INDEX),
          entry("LoadTable.suspects(Sql)", SWEEP),
          entry("LoadTable.mend(Tx, Collection)", SWEEP),
          entry("MemberTable.withIds(Sql, Collection)", INDEX + "; or " + MEMBERS),
          entry("MemberTable.after(Sql, UUID, int)", INDEX),
          entry("MemberTable.setOnline(Tx, Collection, boolean, Instant)", SWEEP),
          entry("MemberTable.online(Sql)", SWEEP),
          entry("PauseTable.lockOver(Tx, Instant, int)", SWEEP),
          entry("PauseTable.end(Tx, List)", SWEEP),
          entry("StopTable.lockSome(Tx, int)", SWEEP),
          entry("HeartbeatTable.moveDeadlines(Tx, long)", SWEEP));

  @Test
  void everyStatementNamesItOrSaysWhyNot() {
    assertThat(Walls.gapsIn("dev.crowdline.routing")).containsOnlyKeys(MEANT_SO.keySet());
  }
}
