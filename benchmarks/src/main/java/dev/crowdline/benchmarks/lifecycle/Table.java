package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Latency;
import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.PostgresWork;
import java.util.Map;

/** A result for reading. */
final class Table {
  private static final int HOT_STATEMENTS = 8;
  private final StringBuilder text = new StringBuilder();

  private Table() {}

  static String of(Result result) {
    Table table = new Table();
    table.head(result);
    table.latencies(result);
    table.processes(result);
    table.postgres(result.postgresPerLifecycle());
    table.limit(result);
    table.proofs(result);
    return table.text.toString();
  }

  private void head(Result result) {
    line(
        "%n%s, %s %s"
            .formatted(
                result.machine().cpu(),
                result.machine().kernel(),
                "Java " + result.machine().java()));
    line(
        "%d cores, %d MiB, shared with the load; commit %s%s; through %s; %d customers, %d members"
            .formatted(
                result.machine().cores(),
                result.machine().memoryMib(),
                result.commit(),
                result.sourceChanged() ? " (changed)" : "",
                result.through().equals("gateway") ? "the gateway" : "the services' own addresses",
                result.settings().clients(),
                result.settings().members()));
    line(
        "%n%.1f lifecycles/s  (%d in %.1f s)"
            .formatted(result.lifecyclesPerSecond(), result.lifecycles(), result.windowSeconds()));
  }

  private void latencies(Result result) {
    line(
        "%n%-26s %8s %9s %9s %9s %9s"
            .formatted("milliseconds", "count", "p50", "p90", "p99", "max"));
    result.latencies().forEach(this::latency);
    latency("postToCreditedAndClosed", result.postToCreditedAndClosed());
    Result.Journey journey = result.journey();
    line(
        ("per lifecycle: %.2f offers pushed, %.2f withdrawn, %.3f small waves, %.3f early verdicts,"
                + " %.3f accepts refused")
            .formatted(
                journey.offers(),
                journey.withdrawn(),
                journey.smallWaves(),
                journey.earlyVerdicts(),
                journey.acceptsRefused()));
  }

  private void latency(String name, Latency latency) {
    line(
        "%-26s %8d %9.1f %9.1f %9.1f %9.1f"
            .formatted(
                name,
                latency.count(),
                latency.p50Millis(),
                latency.p90Millis(),
                latency.p99Millis(),
                latency.maxMillis()));
  }

  private void processes(Result result) {
    line(
        "%n%-26s %8s %9s %14s %12s"
            .formatted("process", "CPU s", "cores", "CPU ms each", "memory MiB"));
    result
        .processes()
        .forEach((name, process) ->
            line(
                "%-26s %8.2f %9.2f %14.2f %12d"
                    .formatted(
                        name,
                        process.cpuMillis() / 1000.0,
                        process.cores(),
                        process.cpuMillisPerLifecycle(),
                        process.residentMib())));
    line(
        "per lifecycle: %.2f CPU ms in the stack, %.2f in the load generator"
            .formatted(
                result.stackCpuMillisPerLifecycle(), result.generatorCpuMillisPerLifecycle()));
    Result.Shares shares = result.machineTime();
    line(
        ("of the machine's time: %.0f %% busy (stack %.0f %%, generator %.0f %%, others %.0f %%),"
                + " %.1f %% taken by the host")
            .formatted(
                shares.busy() * 100,
                shares.stack() * 100,
                shares.generator() * 100,
                shares.others() * 100,
                shares.stolen() * 100));
  }

  private void postgres(PostgresWork.Window work) {
    line(
        "%nPostgreSQL per lifecycle: %.1f statements in %.2f ms, %.1f KiB of WAL; transactions %s"
            .formatted(work.statements(), work.execMillis(), work.walKib(), work.commits()));
    line("%9s %9s  %-8s %s".formatted("ms", "calls", "database", "statement"));
    work.hottest().stream()
        .limit(HOT_STATEMENTS)
        .forEach(hot ->
            line(
                "%9.3f %9.2f  %-8s %s"
                    .formatted(hot.execMillis(), hot.calls(), hot.database(), hot.statement())));
  }

  private void limit(Result result) {
    CommitBound bound = result.commitBound();
    line(
        "%ncommit-bound limit: %.0f commits/s over %d connections (%s), three each: %.0f lifecycles/s"
            .formatted(
                bound.commitsPerSecond(),
                bound.connections(),
                bound.settings(),
                bound.lifecyclesPerSecond()));
    line("ratio: %.4f".formatted(result.ratio()));
    line(
        "a plain queue (insert, claim by skip locked, complete): %.0f lifecycles/s"
            .formatted(result.plainQueue().lifecyclesPerSecond()));
    FlowablePeer flowable = result.flowable();
    if (flowable != null) {
      line(
          "Flowable in process (begin, claim, complete): %.0f lifecycles/s; ours are %.2f of that"
              .formatted(
                  flowable.lifecyclesPerSecond(),
                  result.lifecyclesPerSecond() / flowable.lifecyclesPerSecond()));
    }
  }

  private void proofs(Result result) {
    line(
        "%nafter draining (%d requests, %.1f s; most work of a member at once: %d):"
            .formatted(
                result.drain().posted(), result.drain().seconds(), result.drain().highestLoad()));
    for (Proof proof : result.proofs()) {
      line(
          "  %-7s %s  (%d looked at)"
              .formatted(proof.holds() ? "holds" : "FAILED", proof.what(), proof.looked()));
      if (!proof.holds()) {
        proof.examples().forEach(one -> line("            %s".formatted(one)));
        if (proof.failing() > proof.examples().size()) {
          line("            ... %d in all".formatted(proof.failing()));
        }
      }
    }
    if (!result.refusals().isEmpty()) {
      line(System.lineSeparator() + "refused or broken in the window:");
      for (Map.Entry<String, Integer> one : result.refusals().entrySet()) {
        line("%9d  %s".formatted(one.getValue(), one.getKey()));
      }
    }
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
