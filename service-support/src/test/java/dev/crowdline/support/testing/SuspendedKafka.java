package dev.crowdline.support.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The broker is silent until it is closed: it is there, takes connections, and answers nothing. */
public final class SuspendedKafka implements AutoCloseable {
  private final long pid = Parts.pid("kafka");

  public SuspendedKafka() {
    signal("-STOP");
  }

  @Override
  public void close() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", name, Long.toString(pid)).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill " + name + " " + pid + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
