package dev.crowdline.routing.deadlines;

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
  private Instant lastBeat = Instant.EPOCH;

  SweepHeartbeat(Database database) {
    this.database = database;
  }

  /** Beats at most once a second; must be called before deadlines are judged. */
  void beat(Instant now) {
    if (now.isBefore(lastBeat.plus(BEAT))) {
      return;
    }
    int beaten =
        database.transact(
            tx -> tx.update("update sweep_heartbeat set at = ? where at > ?", now, now.minus(GAP)));
    if (beaten == 0) {
      database.transact(tx -> moveDeadlines(tx, now));
    }
    lastBeat = now;
  }

  private static int moveDeadlines(Tx tx, Instant now) {
    Instant last = tx.one("select at from sweep_heartbeat for update", row -> row.instant("at"));
    if (last == null || !last.isBefore(now.minus(GAP))) {
      return 0;
    }
    long gapMillis = Duration.between(last, now).toMillis();
    int offers =
        tx.update(
            "update offer set deadline = deadline + ? * interval '1 millisecond', version = version + 1 where state = 'OFFERED'",
            gapMillis);
    int assignments =
        tx.update(
            """
            update assignment set first_action_due = first_action_due + ? * interval '1 millisecond',
              completion_due = completion_due + ? * interval '1 millisecond'
            where state = 'ACTIVE' and paused_at is null
            """,
            gapMillis,
            gapMillis);
    tx.update(
        "update route set due_at = due_at + ? * interval '1 millisecond' where state in ('OFFERED', 'ASSIGNED')",
        gapMillis);
    tx.update("update sweep_heartbeat set at = ?", now);
    LOG.infof(
        "nobody swept for %d ms: %d offers and %d assignments got that much more time",
        gapMillis, offers, assignments);
    return offers + assignments;
  }
}
