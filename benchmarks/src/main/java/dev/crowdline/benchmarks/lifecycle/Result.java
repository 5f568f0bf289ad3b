package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Latency;
import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.Machine;
import dev.crowdline.benchmarks.stack.PostgresWork;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a run, as they are written to its file.
 *
 * @param through {@code gateway} or {@code direct}
 * @param latencies milliseconds, by step, of those that ended in the window
 * @param processes by name, the load generator's too
 * @param ratio lifecycles a second by those of the commit-bound limit
 * @param plainQueue what a table used as a queue comes to on the same PostgreSQL
 * @param flowable what a workflow engine comes to there; null when it was left out
 * @param refusals what was refused or broke in the window, and how often
 */
record Result(
    String benchmark,
    String startedAt,
    String commit,
    boolean sourceChanged,
    String commandLine,
    Machine machine,
    Settings settings,
    String through,
    double windowSeconds,
    long lifecycles,
    double lifecyclesPerSecond,
    Map<String, Latency> latencies,
    Latency postToCreditedAndClosed,
    Journey journey,
    Map<String, Used> processes,
    Shares machineTime,
    double stackCpuMillisPerLifecycle,
    double generatorCpuMillisPerLifecycle,
    PostgresWork.Window postgresPerLifecycle,
    CommitBound commitBound,
    double ratio,
    PlainQueue plainQueue,
    @Nullable FlowablePeer flowable,
    Map<String, Integer> refusals,
    Drain drain,
    List<Proof> proofs,
    boolean proven) {

  /** Per lifecycle. */
  record Journey(
      double offers,
      double withdrawn,
      double smallWaves,
      double earlyVerdicts,
      double acceptsRefused,
      long mostUnsettled,
      long reconnects) {}

  /**
   * What a process used in the window; memory at its end.
   *
   * @param cores how many it kept busy on average
   */
  record Used(long cpuMillis, double cores, double cpuMillisPerLifecycle, long residentMib) {}

  /** Shares of the machine's time in the window. */
  record Shares(double busy, double stolen, double stack, double generator, double others) {}

  /**
   * What was left to do when customers stopped asking.
   *
   * @param unseenPosts stored although their 201 was never seen
   * @param highestLoad the most pieces of work that any member held at once
   * @param overbookedSamples of so many looks during the run, how many saw a load over a capacity
   */
  record Drain(
      long posted,
      double seconds,
      long unseenPosts,
      int highestLoad,
      long loadSamples,
      long overbookedSamples) {}
}
