package dev.crowdline.rewards.limits.persistence;

import dev.crowdline.rewards.limits.domain.Limits;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code programme_limit}, and what limits are judged by. */
@ApplicationScoped
public class LimitTable {

  /**
   * What a member has taken.
   *
   * @param registeredAt null when nothing was heard of the member yet
   * @param points of redemptions since a moment that were not refunded
   */
  public record Use(@Nullable Instant registeredAt, long points) {}

  /** The limits of a community. */
  public Limits find(Sql sql, String community) {
    return Objects.requireNonNullElse(
        sql.one("select * from programme_limit where community = ?", LimitTable::limits, community),
        Limits.NONE);
  }

  /** Stores limits in place of those before. */
  public void put(Tx tx, String community, Limits limits, Instant now) {
    tx.update(
        """
        insert into programme_limit as l (community, points_per_day, wait_days, correct_alone, changed_at, version)
        values (?, ?, ?, ?, ?, 1)
        on conflict (community) do update set points_per_day = excluded.points_per_day,
          wait_days = excluded.wait_days, correct_alone = excluded.correct_alone, changed_at = excluded.changed_at, version = l.version + 1
        """,
        community,
        limits.pointsPerDay(),
        limits.waitDays(),
        limits.correctAlone(),
        now);
  }

  /** What a member has taken since then. Plan: redemption_by_member. */
  public Use use(Sql sql, String community, UUID member, Instant since) {
    return Objects.requireNonNull(
        sql.one(
            """
            select (select registered_at from member where community = ? and id = ?) as registered_at,
              (select coalesce(sum(points), 0)::bigint from redemption
                where community = ? and member_id = ? and requested_at >= ? and state <> 'REFUNDED') as points
            """,
            row -> new Use(row.instantOrNull("registered_at"), row.bigint("points")),
            community,
            member,
            community,
            member,
            since));
  }

  private static Limits limits(Row row) {
    return new Limits(
        row.bigintOrNull("points_per_day"),
        row.integerOrNull("wait_days"),
        row.bigintOrNull("correct_alone"),
        row.bigint("version"));
  }
}
