package dev.crowdline.benchmarks.timers;

import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.Machine;
import dev.crowdline.benchmarks.stack.PostgresWork;
import java.util.List;
import java.util.Map;

/**
 * All figures of a run, as they are written to its file.
 *
 * @param proven whether all proofs hold; a goal that is missed is a figure, not a failure
 */
record Result(
    String benchmark,
    String startedAt,
    String commit,
    boolean sourceChanged,
    String commandLine,
    Machine machine,
    Settings settings,
    Steady steady,
    AtOnce atOnce,
    List<Proof> proofs,
    boolean proven) {

  /**
   * While so many fell due a second.
   *
   * @param cores how many each process kept busy
   * @param postgres for each clock that fired
   */
  record Steady(Lateness.Shown lateness, Map<String, Double> cores, PostgresWork.Window postgres) {}

  /**
   * When all fell due at one moment.
   *
   * @param seconds until the last had fired
   * @param sentSeconds until the last fact was in Kafka
   */
  record AtOnce(
      long fired,
      double seconds,
      double perSecond,
      double sentSeconds,
      Map<String, Double> cores,
      PostgresWork.Window postgres) {}
}
