package dev.crowdline.local.launcher;

import java.io.IOException;

/** Signals that {@link Process} cannot send. */
final class Signals {

  private Signals() {}

  /**
   * PostgreSQL waits for its clients on SIGTERM and ends them on SIGINT; everything else stops in
   * order on SIGTERM.
   */
  static void fastStop(long pid, String processName) {
    send(processName.startsWith("postgres") ? "INT" : "TERM", pid);
  }

  private static void send(String signal, long pid) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
