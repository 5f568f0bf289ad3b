package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.stack.Login;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

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
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** In a database of its own, which is dropped afterwards. */
  static CommitBound measure(Login admin, int seconds) throws SQLException, InterruptedException {
    String name = "bench_" + UUID.randomUUID().toString().substring(0, 8);
    execute(admin, "create database " + name);
    try {
      Login scratch = admin.in(name);
      execute(
          scratch,
          "create table commit_bound (id bigint generated always as identity primary key,"
              + " worker integer not null, number bigint not null)");
      double perSecond = insert(scratch, seconds);
      return new CommitBound(
          CONNECTIONS,
          seconds,
          Math.round(perSecond * 10) / 10.0,
          Math.round(perSecond / COMMITS_PER_LIFECYCLE * 10) / 10.0,
          settings(scratch));
    } finally {
      execute(admin, "drop database " + name);
    }
  }

  private static double insert(Login login, int seconds) throws SQLException, InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
      long begin = System.nanoTime() + WARM_UP_NANOS;
      long end = begin + TimeUnit.SECONDS.toNanos(seconds);
      List<Future<Long>> commits = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int worker = i;
        commits.add(workers.submit(() -> insert(login, worker, begin, end)));
      }
      long all = 0;
      for (Future<Long> one : commits) {
        all += one.get();
      }
      return (double) all / seconds;
    } catch (ExecutionException e) {
      throw new SQLException("the commit-bound limit could not be measured", e.getCause());
    }
  }

  /** One row, one statement, one transaction; counts those within the time. */
  private static long insert(Login login, int worker, long begin, long end) throws SQLException {
    long committed = 0;
    try (Connection connection = login.connect();
        PreparedStatement sql =
            connection.prepareStatement(
                "insert into commit_bound (worker, number) values (?, ?)")) {
      long number = 0;
      while (true) {
        sql.setInt(1, worker);
        sql.setLong(2, number++);
        sql.executeUpdate();
        long now = System.nanoTime();
        if (now > end) {
          return committed;
        }
        if (now > begin) {
          committed++;
        }
      }
    }
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

  private static void execute(Login login, String statement) throws SQLException {
    try (Connection connection = login.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
