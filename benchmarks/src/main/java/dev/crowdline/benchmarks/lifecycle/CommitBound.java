package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.stack.Login;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many lifecycles a second the same PostgreSQL could commit if each were three transactions of
 * one single-row insert and nothing else.
 *
 * @param commitsPerSecond over all connections
 * @param lifecyclesPerSecond a third of it
 * @param settings of PostgreSQL that decide what a commit costs
 */
record CommitBound(
    int connections,
    int seconds,
    double commitsPerSecond,
    double lifecyclesPerSecond,
    String settings) {
  private static final int CONNECTIONS = 8;
  private static final int COMMITS_PER_LIFECYCLE = 3;

  static CommitBound measure(Login admin, int seconds) throws SQLException, InterruptedException {
    double perSecond =
        Scratch.turnsPerSecond(
            admin,
            List.of(
                "create table commit_bound (id bigint generated always as identity primary key,"
                    + " worker integer not null, number bigint not null)"),
            CONNECTIONS,
            seconds,
            CommitBound::worker);
    return new CommitBound(
        CONNECTIONS,
        seconds,
        Math.round(perSecond * 10) / 10.0,
        Math.round(perSecond / COMMITS_PER_LIFECYCLE * 10) / 10.0,
        settings(admin));
  }

  /** One row, one statement, one transaction. */
  private static Scratch.Turn worker(Connection connection, int number) throws SQLException {
    PreparedStatement insert =
        connection.prepareStatement("insert into commit_bound (worker, number) values (?, ?)");
    AtomicLong turn = new AtomicLong();
    insert.setInt(1, number);
    return () -> {
      insert.setLong(2, turn.getAndIncrement());
      insert.executeUpdate();
    };
  }

  private static String settings(Login login) throws SQLException {
    try (Connection connection = login.connect();
        PreparedStatement sql =
            connection.prepareStatement(
                """
                select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
                where name in ('fsync', 'synchronous_commit', 'wal_sync_method', 'full_page_writes',
                               'commit_delay', 'server_version')
                """);
        ResultSet rows = sql.executeQuery()) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
