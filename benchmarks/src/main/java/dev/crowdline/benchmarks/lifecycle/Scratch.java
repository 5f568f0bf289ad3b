package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.stack.Login;
import java.io.IOException;
import java.sql.Connection;
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

/** Measures on a database of its own of the stack's PostgreSQL, which is dropped afterwards. */
final class Scratch {
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private Scratch() {}

  /** What is repeated as often as can be; it commits by itself. */
  interface Turn {
    void run() throws SQLException;
  }

  /** Prepares the turns of one connection. */
  interface Worker {
    Turn on(Connection connection, int worker) throws SQLException;
  }

  /**
   * Turns a second over all connections, of those that ended within the time.
   *
   * @param tables the statements that make what the turns need
   */
  static double turnsPerSecond(
      Login admin, List<String> tables, int connections, int seconds, Worker worker)
      throws SQLException, InterruptedException {
    try {
      return in(
          admin,
          scratch -> {
            for (String table : tables) {
              execute(scratch, table);
            }
            return turns(scratch, connections, seconds, worker) / (double) seconds;
          });
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** What is done with a database of its own. */
  interface Use<T> {
    T with(Login scratch) throws SQLException, IOException, InterruptedException;
  }

  /** Makes a database, uses it, and drops it. */
  static <T> T in(Login admin, Use<T> use) throws SQLException, IOException, InterruptedException {
    String name = "bench_" + UUID.randomUUID().toString().substring(0, 8);
    execute(admin, "create database " + name);
    try {
      return use.with(admin.in(name));
    } finally {
      execute(admin, "drop database " + name);
    }
  }

  private static long turns(Login login, int connections, int seconds, Worker worker)
      throws SQLException, InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(connections)) {
      long begin = System.nanoTime() + WARM_UP_NANOS;
      long end = begin + TimeUnit.SECONDS.toNanos(seconds);
      List<Future<Long>> turns = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int number = i;
        turns.add(workers.submit(() -> turns(login, number, begin, end, worker)));
      }
      long all = 0;
      for (Future<Long> one : turns) {
        all += one.get();
      }
      return all;
    } catch (ExecutionException e) {
      throw new SQLException("a limit could not be measured", e.getCause());
    }
  }

  private static long turns(Login login, int number, long begin, long end, Worker worker)
      throws SQLException {
    long within = 0;
    try (Connection connection = login.connect()) {
      Turn turn = worker.on(connection, number);
      while (true) {
        turn.run();
        long now = System.nanoTime();
        if (now > end) {
          return within;
        }
        if (now > begin) {
          within++;
        }
      }
    }
  }

  private static void execute(Login login, String statement) throws SQLException {
    try (Connection connection = login.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
