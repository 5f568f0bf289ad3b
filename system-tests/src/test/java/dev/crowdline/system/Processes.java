package dev.crowdline.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The processes of the stack: ended without warning, frozen, awaited. The launcher restarts them.
 */
final class Processes {
  /** A service boots in ten seconds on a quiet machine; a busy one may take longer. */
  private static final Duration RESTART = Duration.ofSeconds(90);

  private final Stack stack;

  Processes(Stack stack) {
    this.stack = stack;
  }

  /** {@code kill -9}. */
  void kill(String name) {
    signal("KILL", pid(name));
  }

  /** Kills them all at once and waits until the launcher has each of them healthy again. */
  void killAndAwait(String... names) {
    long[] before = Arrays.stream(names).mapToLong(this::pid).toArray();
    Arrays.stream(names).forEach(this::kill);
    for (int i = 0; i < names.length; i++) {
      awaitAnother(names[i], before[i]);
    }
  }

  long pid(String name) {
    return stack.process(name).path("pid").asLong();
  }

  private void awaitAnother(String name, long than) {
    await(name + " is back")
        .atMost(RESTART)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          JsonNode now = stack.process(name);
          return now.path("pid").asLong() != than && now.path("healthy").asBoolean();
        });
  }

  void freeze(String name) {
    signal("STOP", pid(name));
  }

  void thaw(String name) {
    signal("CONT", pid(name));
  }

  static void signal(String signal, long pid) {
    if (pid <= 1) {
      throw new IllegalStateException("there is no process to signal");
    }
    try {
      new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
