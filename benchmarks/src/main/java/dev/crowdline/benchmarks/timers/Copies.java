package dev.crowdline.benchmarks.timers;

import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.Login;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Copies of one request's clocks in sla's database, submitted at other moments: what it would have
 * come to had as many customers asked, without the hours in which they do.
 */
final class Copies implements AutoCloseable {
  /** Of the topic of requests; copies in a partition that nobody reads would never fire. */
  private static final int PARTITIONS = 12;

  private static final int AT_A_TIME = 50_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_MILLIS = 100;

  private final Connection connection;
  private final String community;
  private final UUID template;
  private final Duration dueAfter;

  private Copies(Connection connection, String community, UUID template, Duration dueAfter) {
    this.connection = connection;
    this.community = community;
    this.template = template;
    this.dueAfter = dueAfter;
  }

  /** Waits until sla knows a request that goes by the policy without steps. */
  static Copies of(MakingTemplate.Template made, Login sla, String community)
      throws SQLException, IOException, InterruptedException {
    Connection connection = sla.connect();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      UUID request = made.ask();
      Integer version = null;
      while (version == null && System.nanoTime() < end) {
        Thread.sleep(PAUSE_MILLIS);
        version = plannedBy(connection, community, request);
      }
      if (version != null && version == made.version()) {
        return new Copies(connection, community, request, made.dueAfter());
      }
    }
    connection.close();
    throw new IOException(
        "no request went by version " + made.version() + " of the policy of " + community);
  }

  private static @Nullable Integer plannedBy(Connection connection, String community, UUID request)
      throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            """
            select policy_version from request_clock
            where community = ? and request_id = ? and submitted_at is not null and plan is not null
            """)) {
      sql.setString(1, community);
      sql.setObject(2, request);
      try (ResultSet rows = sql.executeQuery()) {
        return rows.next() ? rows.getInt(1) : null;
      }
    }
  }

  /** Adds so many, of which the first falls due then, and the last before the stretch is over. */
  void add(int count, Instant first, Duration stretch) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            """
            insert into request_clock
            select copy.* from generate_series(?::bigint, ?::bigint) n
            cross join lateral (
              select ?::timestamptz + n * ?::float8 * interval '1 microsecond' as due_at
            ) d
            cross join lateral jsonb_populate_record(
              (select c from request_clock c where c.community = ? and c.request_id = ?),
              jsonb_build_object(
                'request_id', uuidv7(), 'partition', n % ?, 'due_at', d.due_at,
                'submitted_at', d.due_at - ? * interval '1 second')) copy
            """)) {
      double stepMicros = stretch.toNanos() / 1000.0 / count;
      for (int from = 0; from < count; from += AT_A_TIME) {
        sql.setLong(1, from);
        sql.setLong(2, Math.min(count, from + AT_A_TIME) - 1L);
        sql.setTimestamp(3, Timestamp.from(first));
        sql.setDouble(4, stepMicros);
        sql.setString(5, community);
        sql.setObject(6, template);
        sql.setInt(7, PARTITIONS);
        sql.setLong(8, dueAfter.toSeconds());
        sql.executeUpdate();
      }
    }
  }

  /**
   * What autovacuum would do some time after so many insertions, in the middle of a measurement.
   */
  void settle() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("vacuum (analyze) request_clock");
    }
  }

  /** Whether everything stated has been sent. */
  boolean allSent() throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("select 1 from outbox limit 1")) {
      return !rows.next();
    }
  }

  /** What must hold of them when all that is due has fired. */
  List<Proof> proofs(Instant now) throws SQLException {
    return List.of(
        proof(
            "what was due is at risk, and nothing else was said of it",
            now,
            "due_since <= ?",
            """
            accept_at_risk_at is not null and accept_breached_at is null and accept_met_at is null
              and response_at_risk_at is null and response_breached_at is null
              and resolution_at_risk_at is null and resolution_breached_at is null
              and raised = '[]' and due_at > due_since
            """),
        proof(
            "nothing was said of what was not due",
            now,
            "due_since > ?",
            "accept_at_risk_at is null and raised = '[]' and due_at = due_since"));
  }

  private Proof proof(String what, Instant now, String which, String holds) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            """
            select request_id, %s as holds from (
              select copy.*, copy.submitted_at + ? * interval '1 second' as due_since
              from request_clock copy join request_clock t using (community, plan)
              where t.community = ? and t.request_id = ? and copy.request_id <> t.request_id
            ) c where %s
            """
                .formatted("(" + holds + ")", which))) {
      sql.setLong(1, dueAfter.toSeconds());
      sql.setString(2, community);
      sql.setObject(3, template);
      sql.setTimestamp(4, Timestamp.from(now));
      return of(what, sql);
    }
  }

  private Proof of(String what, PreparedStatement sql) throws SQLException {
    connection.setAutoCommit(false);
    sql.setFetchSize(AT_A_TIME);
    long looked = 0;
    List<String> failing = new ArrayList<>();
    try (ResultSet rows = sql.executeQuery()) {
      while (rows.next()) {
        looked++;
        if (!rows.getBoolean("holds")) {
          failing.add(rows.getString("request_id"));
        }
      }
    }
    connection.setAutoCommit(true);
    return Proof.of(what, looked, failing);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
