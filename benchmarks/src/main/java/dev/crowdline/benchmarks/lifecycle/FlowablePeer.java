package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.stack.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow engine in process comes to on the same PostgreSQL: {@code
 * benchmarks/peers/flowable}, a program of its own, for its libraries are not ours.
 *
 * @param lifecyclesPerSecond of begin, claim and complete, the second of two runs
 */
record FlowablePeer(int threads, int seconds, double lifecyclesPerSecond) {
  private static final int THREADS = 8;

  /**
   * Runs it in a database of its own, which is dropped afterwards.
   *
   * @param classes where it was built; its libraries are beside them
   */
  static FlowablePeer measure(Login admin, Path classes, int seconds)
      throws SQLException, IOException, InterruptedException {
    return Scratch.in(
        admin,
        scratch -> {
          ProcessBuilder program =
              new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  classes + ":" + classes.resolveSibling("lib") + "/*",
                  "dev.crowdline.peers.flowable.FlowableLifecycle",
                  scratch.jdbcUrl(),
                  scratch.user(),
                  Integer.toString(THREADS),
                  Integer.toString(seconds));
          program.environment().put("PGPASSWORD", scratch.password());
          program.redirectError(ProcessBuilder.Redirect.INHERIT);
          Process running = program.start();
          String said =
              new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
          int code = running.waitFor();
          if (code != 0) {
            throw new IOException("the peer at " + classes + " ended with " + code);
          }
          return new FlowablePeer(THREADS, seconds, Double.parseDouble(said));
        });
  }

  /** Where the peer was built; null when it was left out. */
  static @Nullable Path built() {
    String classes = System.getenv("CROWDLINE_PEER_FLOWABLE");
    return classes == null || classes.isEmpty() ? null : Path.of(classes);
  }
}
