package dev.crowdline.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One supervised process: started, asked how it is, started again when it dies, stopped.
 *
 * <pre>
 *   new --start--> running (healthy or not) --dies--> waiting (back-off) --> running
 *                     |                                  |
 *                     +--stop--> stopped &lt;--stop---------+     three deaths before ever healthy --> given up
 * </pre>
 */
public final class Child {
  static final int DEATHS_BEFORE_GIVING_UP = 3;
  private static final Duration PROBE_UNTIL_HEALTHY = Duration.ofMillis(150);
  private static final Duration PROBE_AFTERWARDS = Duration.ofSeconds(2);

  /** A child that is not healthy so long after its start hangs, and counts as dead. */
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private static final long LARGEST_LOG_BYTES = 20L << 20;

  private final ChildSpec spec;
  private final DataDir data;
  private final Watcher watcher;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable Process process;
  private volatile @Nullable Instant startedAt;
  private volatile boolean healthy;
  private volatile boolean everHealthy;
  private volatile boolean stopping;
  private final AtomicInteger restarts = new AtomicInteger();

  public Child(ChildSpec spec, DataDir data, Watcher watcher) {
    this.spec = spec;
    this.data = data;
    this.watcher = watcher;
    this.thread = Thread.ofVirtual().name("child-" + spec.name()).unstarted(this::supervise);
  }

  public void start() {
    thread.start();
  }

  public ChildSpec spec() {
    return spec;
  }

  public boolean healthy() {
    return healthy;
  }

  public int restarts() {
    return restarts.get();
  }

  /** -1 while there is no process. */
  public long pid() {
    Process now = process;
    return now != null && now.isAlive() ? now.pid() : -1;
  }

  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** Ends the process in order, by force when its patience is over. */
  public void stop() {
    stopping = true;
    thread.interrupt();
    Process running;
    lock.lock();
    try {
      running = process;
    } finally {
      lock.unlock();
    }
    if (running != null && running.isAlive()) {
      Signals.fastStop(running.pid(), spec.name());
      try {
        if (!running.waitFor(spec.stopPatience().toMillis(), TimeUnit.MILLISECONDS)) {
          running.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        running.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    healthy = false;
    try {
      Files.deleteIfExists(data.pidFile(spec.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of its log, for a person who wants to know why it died. */
  public List<String> lastLogLines(int count) {
    ArrayDeque<String> lines = new ArrayDeque<>();
    try (var log = Files.newBufferedReader(data.log(spec.name()), StandardCharsets.ISO_8859_1)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        lines.addLast(line);
        if (lines.size() > count) {
          lines.removeFirst();
        }
      }
    } catch (IOException e) {
      lines.addLast("(no log: " + e.getMessage() + ")");
    }
    return List.copyOf(lines);
  }

  private void supervise() {
    int deaths = 0;
    while (!stopping) {
      try {
        Process started = launch();
        if (started == null) {
          return;
        }
        boolean wasHealthy = watch(started);
        deaths = wasHealthy ? 1 : deaths + 1;
        healthy = false;
        if (stopping) {
          return;
        }
        if (!everHealthy && deaths >= DEATHS_BEFORE_GIVING_UP) {
          watcher.gaveUp(this);
          return;
        }
        Duration wait = Backoff.after(deaths);
        restarts.incrementAndGet();
        watcher.restarting(this, started.exitValue(), wait);
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        note("cannot start: " + e.getMessage());
        watcher.gaveUp(this);
        return;
      }
    }
  }

  /** Under the lock, so that a stop either sees the process or prevents it. */
  private @Nullable Process launch() throws IOException {
    lock.lock();
    try {
      if (stopping) {
        return null;
      }
      Path log = data.log(spec.name());
      if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
        Files.move(log, data.log(spec.name() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder = new ProcessBuilder(spec.command());
      builder.environment().putAll(spec.environment());
      builder.directory(data.root().toFile());
      builder.redirectErrorStream(true);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process started = builder.start();
      process = started;
      startedAt = Instant.now();
      ProcessMark.of(started.pid(), spec.mark()).write(data.pidFile(spec.name()));
      watcher.changed();
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Until it dies; answers whether it was healthy in between. */
  private boolean watch(Process running) throws InterruptedException {
    long startNanos = System.nanoTime();
    boolean wasHealthy = false;
    while (!running.waitFor(
        (healthy ? PROBE_AFTERWARDS : PROBE_UNTIL_HEALTHY).toMillis(), TimeUnit.MILLISECONDS)) {
      boolean now = spec.probe().healthy() && running.isAlive();
      Duration age = Duration.ofNanos(System.nanoTime() - startNanos);
      if (now && !wasHealthy) {
        wasHealthy = true;
        everHealthy = true;
        healthy = true;
        watcher.becameHealthy(this, age);
      } else if (now != healthy) {
        healthy = now;
        watcher.changed();
      }
      if (!wasHealthy && age.compareTo(LONGEST_START) > 0) {
        note("not healthy after " + LONGEST_START.toSeconds() + " s, ended");
        running.destroyForcibly().waitFor();
      }
    }
    return wasHealthy;
  }

  private void note(String text) {
    try {
      Files.writeString(
          data.log(spec.name()),
          "launcher: " + text + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
