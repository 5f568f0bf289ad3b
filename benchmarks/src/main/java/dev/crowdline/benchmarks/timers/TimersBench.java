package dev.crowdline.benchmarks.timers;

import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.PostgresWork;
import dev.crowdline.benchmarks.stack.ProcessUsage;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run: a million clocks, some due every second, then many at once, and the proofs. */
final class TimersBench {
  /** So long nothing is due on either side of the window, so that its edges count nothing twice. */
  private static final Duration GAP = Duration.ofSeconds(2);

  /** What does not fall due in the run does so at the earliest after that. */
  private static final Duration FAR = Duration.ofHours(2);

  private static final Duration FAR_STRETCH = Duration.ofHours(3);

  /** Copies are made faster than that on anything; what is late in coming would count as late. */
  private static final int LEAST_COPIES_A_SECOND = 4_000;

  private static final long LOOK_MILLIS = 50;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int HOTTEST = 15;

  private final RunningStack stack;
  private final Settings settings;
  private final PrintStream progress;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TimersBench(RunningStack stack, Settings settings, PrintStream progress) {
    this.stack = stack;
    this.settings = settings;
    this.progress = progress;
  }

  /** The figures of a run, before they are put together with what it ran on. */
  record Outcome(Result.Steady steady, Result.AtOnce atOnce, List<Proof> proofs) {}

  /** What is read before and after something that is measured. */
  private record Edge(long at, Lateness lateness, Map<String, Long> cpu, PostgresWork postgres) {}

  Outcome run() throws IOException, InterruptedException, SQLException {
    String community = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    MakingTemplate.Template template = new MakingTemplate(stack, community).make();
    try (Copies copies = Copies.of(template, stack.database("sla"), community)) {
      say("storing %,d clocks that fall due later".formatted(settings.clocks()));
      copies.add(settings.clocks(), Instant.now().plus(FAR), FAR_STRETCH);
      copies.settle();
      Result.Steady steady = steady(copies);
      Result.AtOnce atOnce = atOnce(copies);
      say("asking the database");
      List<Proof> proofs = new ArrayList<>(copies.proofs(Instant.now()));
      proofs.add(
          fired(
              "what fell due evenly has fired",
              (long) settings.due() * settings.windowSeconds(),
              steady.lateness().fired()));
      proofs.add(fired("what fell due at once has fired", settings.atOnce(), atOnce.fired()));
      return new Outcome(steady, atOnce, proofs);
    }
  }

  /**
   * Clocks of other communities of the stack count, too; that no copy fired twice is in the
   * database.
   */
  private static Proof fired(String what, long due, long fired) {
    return new Proof(what, due, Math.max(0, due - fired), List.of());
  }

  private Result.Steady steady(Copies copies)
      throws IOException, InterruptedException, SQLException {
    Duration warmUp = Duration.ofSeconds(settings.warmUpSeconds());
    Duration window = Duration.ofSeconds(settings.windowSeconds());
    int warm = settings.due() * settings.warmUpSeconds();
    int measured = settings.due() * settings.windowSeconds();
    Instant start = start(warm + measured);
    Instant begin = start.plus(warmUp).plus(GAP);
    if (warm > 0) {
      copies.add(warm, start, warmUp);
    }
    copies.add(measured, begin, window);
    isInTime(start);
    say("%d fall due a second, for %d s".formatted(settings.due(), settings.windowSeconds()));
    sleepUntil(begin.minusSeconds(1));
    Edge before = edge();
    sleepUntil(begin.plus(window));
    awaitFired(before, measured);
    Edge after = edge();
    Lateness fired = after.lateness().since(before.lateness());
    return new Result.Steady(
        fired.shown(), cores(before, after), work(before, after, fired.count()));
  }

  private Result.AtOnce atOnce(Copies copies)
      throws IOException, InterruptedException, SQLException {
    Instant due = start(settings.atOnce());
    copies.add(settings.atOnce(), due, Duration.ZERO);
    isInTime(due);
    say("%,d fall due at once".formatted(settings.atOnce()));
    sleepUntil(due.minusSeconds(1));
    Edge before = edge();
    sleepUntil(due);
    long began = System.nanoTime();
    awaitFired(before, settings.atOnce());
    double seconds = secondsSince(began);
    while (!copies.allSent() && System.nanoTime() - began < PATIENCE_NANOS) {
      Thread.sleep(LOOK_MILLIS);
    }
    double sent = secondsSince(began);
    Edge after = edge();
    long fired = after.lateness().since(before.lateness()).count();
    return new Result.AtOnce(
        fired,
        seconds,
        rounded(fired / seconds),
        sent,
        cores(before, after),
        work(before, after, fired));
  }

  /** When so many copies will certainly be stored. */
  private static Instant start(int copies) {
    return Instant.now().plusSeconds(5 + copies / LEAST_COPIES_A_SECOND);
  }

  private static void isInTime(Instant start) throws IOException {
    if (!Instant.now().isBefore(start.minusSeconds(2))) {
      throw new IOException(
          "the copies were not stored in time; this machine is too slow or too busy");
    }
  }

  /** Until so many have fired; the proofs say what is missing when patience ends. */
  private void awaitFired(Edge before, long expected) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (lateness().since(before.lateness()).count() < expected && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Edge edge() throws IOException, InterruptedException, SQLException {
    return new Edge(
        System.nanoTime(),
        lateness(),
        ProcessUsage.cpuMillis(stack.processes()),
        PostgresWork.now(stack.admin().in("sla")));
  }

  private Lateness lateness() throws IOException, InterruptedException {
    Lateness all = Lateness.NONE;
    for (Map.Entry<String, Integer> process : stack.management().entrySet()) {
      if (process.getKey().matches("sla(-\\d+)?")) {
        URI metrics = URI.create("http://127.0.0.1:" + process.getValue() + "/q/metrics");
        all =
            all.plus(
                Lateness.parse(
                    http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                        .body()));
      }
    }
    return all;
  }

  private static Map<String, Double> cores(Edge before, Edge after) {
    double millis = (after.at() - before.at()) / 1e6;
    Map<String, Double> cores = new LinkedHashMap<>();
    after
        .cpu()
        .forEach((name, used) ->
            cores.put(name, rounded((used - before.cpu().getOrDefault(name, 0L)) / millis)));
    return cores;
  }

  private static PostgresWork.Window work(Edge before, Edge after, long fired) {
    return after.postgres().since(before.postgres(), fired, HOTTEST);
  }

  private static void sleepUntil(Instant moment) throws InterruptedException {
    Duration left = Duration.between(Instant.now(), moment);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }

  private static double secondsSince(long began) {
    return rounded((System.nanoTime() - began) / 1e9);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private void say(String line) {
    progress.println(line);
  }
}
