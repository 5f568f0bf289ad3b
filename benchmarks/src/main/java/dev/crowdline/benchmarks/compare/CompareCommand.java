package dev.crowdline.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./crowdline bench compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Two results of lifecycle, each a file or a folder of them (then the medians): what the"
          + " second is of the first.",
      "Exit: 0, 1 worse than allowed, 2 usage."
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int WORSE = 1;
  private static final double ALL = 100;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "before")
  private @Nullable Path before;

  @Parameters(index = "1", paramLabel = "B", description = "after")
  private @Nullable Path after;

  @Option(
      names = "--allow",
      paramLabel = "PERCENT",
      description = {
        "exit 1 when the CPU of a lifecycle, as a ratio to the commit-bound limit of the same run,",
        "is more than that much worse"
      })
  private @Nullable Integer allow;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    Map<String, Double> a = figures(command, before);
    Map<String, Double> b = figures(command, after);
    PrintWriter out = command.commandLine().getOut();
    out.printf("%-36s %10s %10s %8s%n", "per lifecycle", "A", "B", "B/A");
    a.forEach((name, was) -> {
      Double is = b.get(name);
      if (is != null && was > 0) {
        out.printf("%-36s %10.2f %10.2f %8.2f%n", name, was, is, is / was);
      }
    });
    out.flush();
    return isWorse(a, b) ? WORSE : 0;
  }

  private boolean isWorse(Map<String, Double> a, Map<String, Double> b) {
    double was = a.getOrDefault(Runs.CPU_BY_LIMIT, 0.0);
    double is = b.getOrDefault(Runs.CPU_BY_LIMIT, 0.0);
    return allow != null && is > was * (1 + allow / ALL);
  }

  private static Map<String, Double> figures(CommandSpec command, @Nullable Path path) {
    try {
      return Runs.read(Objects.requireNonNull(path)).figures();
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
