package dev.crowdline.benchmarks.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL has done until a moment, by its own statistics; the difference of two is the work
 * of a window.
 */
public final class PostgresWork {
  private static final int LONGEST_TEXT = 110;

  private final Map<String, Long> commits;
  private final long walBytes;
  private final Map<String, Statements> statements;

  private PostgresWork(
      Map<String, Long> commits, long walBytes, Map<String, Statements> statements) {
    this.commits = commits;
    this.walBytes = walBytes;
    this.statements = statements;
  }

  private record Statements(
      String database, String text, long calls, long rows, double execMillis) {}

  /** One kind of statement, per lifecycle. */
  public record Hot(
      String database, String statement, double calls, double rows, double execMillis) {}

  /**
   * The work of a window.
   *
   * @param commits transactions committed, by database; reads count too
   * @param hottest the kinds of statement that took the longest, all runs together
   */
  public record Window(
      Map<String, Double> commits,
      double walKib,
      double statements,
      double execMillis,
      List<Hot> hottest) {}

  /** Needs pg_stat_statements in the database that is connected to. */
  public static PostgresWork now(Login login) throws SQLException {
    try (Connection connection = login.connect();
        Statement sql = connection.createStatement()) {
      Map<String, Long> commits = new TreeMap<>();
      try (ResultSet rows =
          sql.executeQuery(
              "select datname, xact_commit from pg_stat_database where datname is not null")) {
        while (rows.next()) {
          commits.put(rows.getString(1), rows.getLong(2));
        }
      }
      long wal;
      try (ResultSet rows = sql.executeQuery("select wal_bytes from pg_stat_wal")) {
        wal = rows.next() ? rows.getLong(1) : 0;
      }
      Map<String, Statements> statements = new HashMap<>();
      try (ResultSet rows =
          sql.executeQuery(
              """
              select s.dbid || ' ' || s.queryid || ' ' || s.userid || ' ' || s.toplevel, d.datname,
                     s.query, s.calls, s.rows, s.total_exec_time
              from pg_stat_statements s join pg_database d on d.oid = s.dbid
              """)) {
        while (rows.next()) {
          statements.put(
              rows.getString(1),
              new Statements(
                  rows.getString(2),
                  rows.getString(3),
                  rows.getLong(4),
                  rows.getLong(5),
                  rows.getDouble(6)));
        }
      }
      return new PostgresWork(commits, wal, statements);
    }
  }

  /** What was done since, divided by so many lifecycles. */
  public Window since(PostgresWork before, long lifecycles, int hottest) {
    double each = Math.max(1, lifecycles);
    Map<String, Double> committed = new TreeMap<>();
    commits.forEach((database, count) -> {
      double more = (count - before.commits.getOrDefault(database, 0L)) / each;
      if (more >= 0.005) {
        committed.put(database, rounded(more));
      }
    });
    List<Hot> all =
        statements.entrySet().stream()
            .map(one -> hot(one.getValue(), before.statements.get(one.getKey()), each))
            .toList();
    return new Window(
        committed,
        rounded((walBytes - before.walBytes) / 1024.0 / each),
        rounded(all.stream().mapToDouble(Hot::calls).sum()),
        rounded(all.stream().mapToDouble(Hot::execMillis).sum()),
        all.stream()
            .sorted(Comparator.comparingDouble(Hot::execMillis).reversed())
            .limit(hottest)
            .toList());
  }

  private static Hot hot(Statements now, @Nullable Statements then, double each) {
    String text = now.text().replaceAll("\\s+", " ").strip();
    return new Hot(
        now.database(),
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…",
        rounded((now.calls() - (then == null ? 0 : then.calls())) / each),
        rounded((now.rows() - (then == null ? 0 : then.rows())) / each),
        rounded((now.execMillis() - (then == null ? 0 : then.execMillis())) / each));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
