package dev.crowdline.routing.deadlines.persistence;

import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When some replica last swept, and the deadlines that wait for a sweep that was away. */
@ApplicationScoped
public class HeartbeatTable {

  /** How many offers and assignments got more time. */
  public record Moved(int offers, int assignments) {}

  /** Beats, unless the last beat is older than that; says whether it did. */
  public boolean beat(Tx tx, Instant now, Instant oldest) {
    return tx.update("update sweep_heartbeat set at = ? where at > ?", now, oldest) == 1;
  }

  /** Locks the heartbeat and says when it last beat. */
  public @Nullable Instant lock(Tx tx) {
    return tx.one("select at from sweep_heartbeat for update", row -> row.instant("at"));
  }

  /** Gives all members that much more time, and beats; the heartbeat is locked. */
  public Moved moveDeadlines(Tx tx, Duration gap, Instant now) {
    // Routes first, in id order, like everybody else who changes offers and assignments.
    tx.query(
        "select id from route where state in ('OFFERED', 'ASSIGNED') order by id for update",
        row -> row.uuid("id"));
    long millis = gap.toMillis();
    int offers =
        tx.update(
            "update offer set deadline = deadline + ? * interval '1 millisecond', version = version + 1 where state = 'OFFERED'",
            millis);
    int assignments =
        tx.update(
            """
            update assignment set clocks_from = clocks_from + ? * interval '1 millisecond',
              first_action_due = first_action_due + ? * interval '1 millisecond',
              completion_due = completion_due + ? * interval '1 millisecond'
            where state = 'ACTIVE' and paused_at is null
            """,
            millis,
            millis,
            millis);
    tx.update(
        "update route set due_at = due_at + ? * interval '1 millisecond' where state in ('OFFERED', 'ASSIGNED')",
        millis);
    tx.update("update sweep_heartbeat set at = ?", now);
    return new Moved(offers, assignments);
  }
}
