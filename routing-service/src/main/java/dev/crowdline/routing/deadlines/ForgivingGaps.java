package dev.crowdline.routing.deadlines;

import dev.crowdline.routing.deadlines.persistence.HeartbeatTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Nobody is judged for a time in which nobody could act: when no replica swept for a while, all
 * members' deadlines move by that gap, once, under the heartbeat row's lock.
 */
@ApplicationScoped
public class ForgivingGaps {
  private static final Logger LOG = Logger.getLogger(ForgivingGaps.class);
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Database database;
  private final HeartbeatTable table;
  private final InstantSource clock;
  private Instant lastBeat = Instant.EPOCH;
  private Duration difference = Duration.ZERO;

  ForgivingGaps(Database database, HeartbeatTable table, InstantSource clock) {
    this.database = database;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Beats at most once a second, and returns the time by which deadlines are judged: this clock's,
   * put right by PostgreSQL's, so that a replica whose clock is fast does not judge early (P10).
   */
  Instant beat(Instant local) {
    if (!local.isBefore(lastBeat) && local.isBefore(lastBeat.plus(BEAT))) {
      return local.plus(difference);
    }
    Instant there = database.transact(tx -> table.beat(tx, GAP));
    if (there == null) {
      database.transact(tx -> {
        moveDeadlines(tx);
        return null;
      });
      there = database.transact(tx -> table.beat(tx, GAP));
    }
    difference = there == null ? Duration.ZERO : Duration.between(clock.instant(), there);
    lastBeat = local;
    return local.plus(difference);
  }

  private void moveDeadlines(Tx tx) {
    long gap = table.lock(tx);
    if (gap < GAP.toMillis()) {
      return;
    }
    HeartbeatTable.Moved moved = table.moveDeadlines(tx, gap);
    LOG.infof(
        "nobody swept for %d ms: %d offers and %d assignments got that much more time",
        gap, moved.offers(), moved.assignments());
  }
}
