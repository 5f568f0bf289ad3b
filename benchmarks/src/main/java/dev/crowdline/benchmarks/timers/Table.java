package dev.crowdline.benchmarks.timers;

import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.PostgresWork;
import java.util.Map;

/** A result for reading. */
final class Table {
  private static final int HOT_STATEMENTS = 6;
  private final StringBuilder text = new StringBuilder();

  private Table() {}

  static String of(Result result) {
    Table table = new Table();
    Settings settings = result.settings();
    table.line(
        "%n%s, %d cores; commit %s%s; %,d clocks running"
            .formatted(
                result.machine().cpu(),
                result.machine().cores(),
                result.commit(),
                result.sourceChanged() ? " (changed)" : "",
                settings.clocks()));
    table.steady(settings, result.steady());
    table.atOnce(result.atOnce());
    table.line("");
    for (Proof proof : result.proofs()) {
      table.line(
          "  %-7s %s  (%d looked at)"
              .formatted(proof.holds() ? "holds" : "FAILED", proof.what(), proof.looked()));
      proof.examples().forEach(one -> table.line("            %s".formatted(one)));
    }
    return table.text.toString();
  }

  private void steady(Settings settings, Result.Steady steady) {
    Lateness.Shown lateness = steady.lateness();
    line(
        "%n%d due a second, %d in all: %.1f ms late on average, p99 %s"
            .formatted(
                settings.due(),
                lateness.fired(),
                lateness.meanMillis(),
                lateness.p99AtMostMillis() == null
                    ? "beyond all bounds"
                    : "at most " + lateness.p99AtMostMillis() + " ms"));
    lateness
        .shareWithinMillis()
        .forEach((bound, share) -> line("%9d ms %8.2f %%".formatted(bound, share * 100)));
    used(steady.cores(), steady.postgres());
  }

  private void atOnce(Result.AtOnce atOnce) {
    line(
        "%n%,d at once: fired in %.1f s, %,.0f a second; in Kafka after %.1f s"
            .formatted(atOnce.fired(), atOnce.seconds(), atOnce.perSecond(), atOnce.sentSeconds()));
    used(atOnce.cores(), atOnce.postgres());
  }

  private void used(Map<String, Double> cores, PostgresWork.Window work) {
    line("cores: %s".formatted(cores));
    line(
        "PostgreSQL for each: %.2f statements in %.3f ms, %.1f KiB of WAL"
            .formatted(work.statements(), work.execMillis(), work.walKib()));
    work.hottest().stream()
        .limit(HOT_STATEMENTS)
        .forEach(hot ->
            line(
                "%9.3f ms %9.3f  %-8s %s"
                    .formatted(hot.execMillis(), hot.calls(), hot.database(), hot.statement())));
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
