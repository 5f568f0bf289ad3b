package dev.crowdline.routing.deadlines;

import dev.crowdline.routing.deadlines.persistence.HeartbeatTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Nobody is judged for a time in which nobody could act: when no replica swept for a while, all
 * members' deadlines move by that gap, once, under the heartbeat row's lock.
 */
@ApplicationScoped
public class SweepHeartbeat {
  private static final Logger LOG = Logger.getLogger(SweepHeartbeat.class);
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Database database;
  private final HeartbeatTable table;
  private Instant lastBeat = Instant.EPOCH;

  SweepHeartbeat(Database database, HeartbeatTable table) {
    this.database = database;
    this.table = table;
  }

  /** Beats at most once a second; must be called before deadlines are judged. */
  void beat(Instant now) {
    if (now.isBefore(lastBeat.plus(BEAT))) {
      return;
    }
    boolean beaten = database.transact(tx -> table.beat(tx, now, now.minus(GAP)));
    if (!beaten) {
      database.transact(tx -> {
        moveDeadlines(tx, now);
        return null;
      });
    }
    lastBeat = now;
  }

  private void moveDeadlines(Tx tx, Instant now) {
    Instant last = table.lock(tx);
    if (last == null || !last.isBefore(now.minus(GAP))) {
      return;
    }
    Duration gap = Duration.between(last, now);
    HeartbeatTable.Moved moved = table.moveDeadlines(tx, gap, now);
    LOG.infof(
        "nobody swept for %d ms: %d offers and %d assignments got that much more time",
        gap.toMillis(), moved.offers(), moved.assignments());
  }
}
