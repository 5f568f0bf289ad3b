package dev.crowdline.support.running;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A background thread that does one thing again and again until it is closed. What fails is logged
 * and tried again after a second; a loop never ends by an exception.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Loop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Step step;
  private final Thread thread;
  private volatile boolean closed;

  private Loop(String name, Step step) {
    this.name = name;
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  /** What is repeated; it waits for its work or its time by itself. */
  public interface Step {
    void run() throws InterruptedException;
  }

  /** Repeats a step that waits by itself. */
  public static Loop start(String name, Step step) {
    Loop loop = new Loop(name, step);
    loop.thread.start();
    return loop;
  }

  /** Repeats a step with a pause after each. */
  public static Loop every(String name, Duration pause, Runnable step) {
    return start(
        name,
        () -> {
          Thread.sleep(pause);
          step.run();
        });
  }

  private void run() {
    while (!closed) {
      try {
        step.run();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        report(e);
        try {
          Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private void report(RuntimeException e) {
    if (Temporary.isInfrastructure(e)) {
      LOG.warnf("%s waits: %s", name, e.getMessage());
    } else {
      LOG.errorf(e, "%s failed and goes on", name);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
