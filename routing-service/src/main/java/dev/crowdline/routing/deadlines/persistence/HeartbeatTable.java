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

  /**
   * Beats, unless the last beat is older than that. Returns the time, or null when it did not. The
   * time is PostgreSQL's, because replicas whose clocks differ would take that for a gap.
   */
  public @Nullable Instant beat(Tx tx, Duration longest) {
    return tx.one(
        """
        update sweep_heartbeat set at = clock_timestamp()
        where at > clock_timestamp() - ? * interval '1 millisecond' returning at
        """,
        row -> row.instant("at"),
        longest.toMillis());
  }

  /** Locks the heartbeat and says how many milliseconds ago it last beat. */
  public long lock(Tx tx) {
    Long ago =
        tx.one(
            "select (extract(epoch from clock_timestamp() - at) * 1000)::bigint as ago from sweep_heartbeat for update",
            row -> row.bigint("ago"));
    return ago == null ? 0 : ago;
  }

  /**
   * Gives all members that much more time, and beats; the heartbeat is locked. As many rows as
   * members can hold, in one transaction that may take its time.
   */
  public Moved moveDeadlines(Tx tx, long millis) {
    tx.update("set local transaction_timeout = 0");
    // Routes first, in id order, like everybody else who changes offers and assignments.
    tx.query(
        """
        select count(*) as n from (
          select 1 from route where state in ('OFFERED', 'ASSIGNED') order by id for update) as locked
        """,
        row -> row.bigint("n"));
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
    tx.update("update sweep_heartbeat set at = clock_timestamp()");
    return new Moved(offers, assignments);
  }
}
