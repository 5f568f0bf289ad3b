package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Latency;
import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.PostgresWork;
import dev.crowdline.benchmarks.stack.ProcessUsage;
import dev.crowdline.benchmarks.stack.ProcessUsage.MachineTime;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run: warm-up, window, draining, proofs, commit-bound limit. This thread looks into the
 * databases, keeps the time and says how it goes; the load runs on its own.
 */
final class LifecycleBench {
  static final String GENERATOR = "load generator";
  private static final long LOOK_MILLIS = 200;
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(90);
  private static final int HOTTEST = 25;

  private final Path stateFile;
  private final RunningStack stack;
  private final Settings settings;
  private final PrintStream progress;
  private long saidAt;
  private long saidDone;
  private long done;

  LifecycleBench(Path stateFile, RunningStack stack, Settings settings, PrintStream progress) {
    this.stateFile = stateFile;
    this.stack = stack;
    this.settings = settings;
    this.progress = progress;
  }

  /** What is read at both edges of the window. */
  private record Edge(
      long at,
      long done,
      Map<String, Long> pids,
      Map<String, Long> cpu,
      MachineTime machine,
      PostgresWork postgres) {}

  /** What the load has left to be put together. */
  private record Loaded(
      Edge begin,
      Edge end,
      Tally.Taken taken,
      Latency total,
      Map<String, Long> memory,
      Result.Drain drain,
      List<Proof> proofs) {}

  /** The figures of a run, before they are put together with what it ran on. */
  record Outcome(
      long lifecycles,
      double windowSeconds,
      Tally.Taken taken,
      Latency total,
      Map<String, Result.Used> processes,
      Result.Shares shares,
      PostgresWork.Window postgres,
      CommitBound bound,
      PlainQueue queue,
      @Nullable FlowablePeer flowable,
      Result.Drain drain,
      List<Proof> proofs) {}

  Outcome run() throws IOException, InterruptedException, SQLException, TimeoutException {
    String community = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    say(
        "making the community %s with %d members of capacity %d"
            .formatted(community, settings.members(), settings.capacity()));
    Tenant tenant =
        new MakingTenant(stack, community).make(settings.members(), settings.capacity());
    Loaded loaded = load(tenant);
    say("measuring the commit-bound limit for %d s".formatted(settings.commitSeconds()));
    CommitBound bound = CommitBound.measure(stack.admin(), settings.commitSeconds());
    say("measuring a plain queue for %d s".formatted(settings.commitSeconds()));
    PlainQueue queue = PlainQueue.measure(stack.admin(), settings.commitSeconds());
    Path peer = FlowablePeer.built();
    FlowablePeer flowable = null;
    if (peer != null) {
      say("measuring Flowable for twice %d s".formatted(settings.commitSeconds()));
      flowable = FlowablePeer.measure(stack.admin(), peer, settings.commitSeconds());
    }
    Edge begin = loaded.begin();
    Edge end = loaded.end();
    long lifecycles = end.done() - begin.done();
    double seconds = (end.at() - begin.at()) / 1e9;
    Map<String, Result.Used> processes =
        processes(begin, end, loaded.memory(), lifecycles, seconds);
    return new Outcome(
        lifecycles,
        rounded(seconds),
        loaded.taken(),
        loaded.total(),
        processes,
        shares(processes, end.machine().since(begin.machine())),
        end.postgres().since(begin.postgres(), lifecycles, HOTTEST),
        bound,
        queue,
        flowable,
        loaded.drain(),
        loaded.proofs());
  }

  private Loaded load(Tenant tenant)
      throws IOException, InterruptedException, SQLException, TimeoutException {
    try (Load load = new Load(settings, Addresses.of(stack, settings.direct()), tenant);
        Settling settling = new Settling(stack, tenant.id())) {
      load.connect();
      load.start();
      saidAt = System.nanoTime();
      turn(load, settling, "warm-up", settings.warmUpSeconds());
      Edge begin = edge();
      load.take();
      settling.takeTotal();
      turn(load, settling, "window", settings.windowSeconds());
      Edge end = edge();
      Tally.Taken taken = load.take();
      Latency total = settling.takeTotal();
      Map<String, Long> memory = ProcessUsage.residentMib(end.pids());
      load.stopPosting();
      double drained = drain(load, settling);
      Proofs proofs = new Proofs(stack, tenant.id(), load.posted());
      List<Proof> proven = prove(load, settling, proofs);
      Result.Drain drain =
          new Result.Drain(
              load.posted().size(),
              drained,
              proofs.unseenPosts(),
              proofs.highestLoad(),
              settling.samples(),
              settling.overbookedSeen());
      return new Loaded(begin, end, taken, total, memory, drain, proven);
    }
  }

  /** Looks what is done, for so many seconds; the last look is at the end. */
  private void turn(Load load, Settling settling, String phase, int seconds)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      Thread.sleep(
          Math.clamp(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()), 1, LOOK_MILLIS));
      look(load, settling, phase);
    }
  }

  private void look(Load load, Settling settling, String phase) throws InterruptedException {
    settling.await(load.newlyConfirmed());
    int more = settling.look();
    done += more;
    if (more > 0) {
      load.settled(more);
    }
    long now = System.nanoTime();
    if (now - saidAt >= PROGRESS_NANOS) {
      settling.sampleLoads();
      say(
          "%-8s %7.1f lifecycles/s   %6d done   %4d under way   %4d wait for points and clocks"
              .formatted(
                  phase,
                  (done - saidDone) / ((now - saidAt) / 1e9),
                  done,
                  load.open().size(),
                  settling.waiting()));
      saidAt = now;
      saidDone = done;
    }
  }

  /** Until nobody waits for anything, or patience ends; the proofs say what is missing then. */
  private double drain(Load load, Settling settling) throws InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < DRAIN_NANOS) {
      look(load, settling, "draining");
      if (load.open().isEmpty() && settling.waiting() == 0 && settling.allSent()) {
        break;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return rounded((System.nanoTime() - begin) / 1e9);
  }

  private List<Proof> prove(Load load, Settling settling, Proofs proofs)
      throws InterruptedException, SQLException {
    say("asking the databases");
    List<Proof> all = new ArrayList<>();
    all.add(
        Proof.of(
            "every customer and every member was told the end", load.posted().size(), load.open()));
    all.addAll(proofs.all());
    all.add(
        new Proof(
            "no look during the run saw a load over a capacity (P3)",
            settling.samples(),
            settling.overbookedSeen(),
            List.of()));
    return all;
  }

  private Edge edge() throws IOException, SQLException {
    Map<String, Long> pids = new LinkedHashMap<>(RunningStack.read(stateFile).processes());
    pids.put(GENERATOR, ProcessHandle.current().pid());
    return new Edge(
        System.nanoTime(),
        done,
        pids,
        ProcessUsage.cpuMillis(pids),
        ProcessUsage.machine(),
        PostgresWork.now(stack.admin().in("intake")));
  }

  /** A process that was started anew within the window counts from its start. */
  private static Map<String, Result.Used> processes(
      Edge begin, Edge end, Map<String, Long> memory, long lifecycles, double seconds) {
    Map<String, Result.Used> processes = new LinkedHashMap<>();
    end.cpu()
        .forEach((name, used) -> {
          boolean same =
              begin.pids().getOrDefault(name, -1L).equals(end.pids().getOrDefault(name, -2L));
          long millis = used - (same ? begin.cpu().getOrDefault(name, 0L) : 0);
          processes.put(
              name,
              new Result.Used(
                  millis,
                  rounded(millis / 1000.0 / seconds),
                  rounded((double) millis / Math.max(1, lifecycles)),
                  memory.getOrDefault(name, 0L)));
        });
    return processes;
  }

  private static Result.Shares shares(Map<String, Result.Used> processes, MachineTime machine) {
    double all = Math.max(1, machine.all());
    Result.Used own = processes.get(GENERATOR);
    double generator = own == null ? 0 : own.cpuMillis() / all;
    double stack =
        processes.values().stream().mapToLong(Result.Used::cpuMillis).sum() / all - generator;
    double busy = machine.busy() / all;
    double stolen = machine.stolen() / all;
    return new Result.Shares(
        rounded(busy),
        rounded(stolen),
        rounded(stack),
        rounded(generator),
        rounded(Math.max(0, busy - stolen - stack - generator)));
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private void say(String line) {
    progress.println(line);
  }
}
