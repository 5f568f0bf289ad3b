package dev.crowdline.benchmarks.timers;

import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.Machine;
import dev.crowdline.benchmarks.stack.Output;
import dev.crowdline.benchmarks.stack.RunningStack;
import dev.crowdline.benchmarks.stack.SourceState;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./crowdline bench timers}. */
@Command(
    name = "timers",
    mixinStandardHelpOptions = true,
    description = {
      "A million running clocks in sla: how late those fire that fall due every second, and how"
          + " many a second fire of those that fall due at once.",
      "Then proves from the database that what was due has fired once, and nothing else.",
      "Exit: 0 proven, 1 a proof failed or the run broke, 2 usage or no running stack."
    })
public final class TimersCommand implements Callable<Integer> {
  private static final int PROOF_FAILED = 1;
  private static final Settings QUICK = new Settings(20_000, 500, 2, 10, 5_000);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--clocks",
      defaultValue = "1000000",
      description = "running requests that fall due long after the run (${DEFAULT-VALUE})")
  private int clocks;

  @Option(
      names = "--due",
      defaultValue = "500",
      description = "how many fall due a second, evenly (${DEFAULT-VALUE})")
  private int due;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "seconds before the window in which as many fall due (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--window",
      defaultValue = "60",
      description = "seconds that are measured (${DEFAULT-VALUE})")
  private int window;

  @Option(
      names = "--at-once",
      defaultValue = "100000",
      description = "how many fall due at one moment after that (${DEFAULT-VALUE})")
  private int atOnce;

  @Option(
      names = "--quick",
      description = "20,000 clocks, 2 s of warm-up, 10 s of window, 5,000 at once")
  private boolean quick;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    RunningStack stack = stack();
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TimersBench.Outcome outcome = new TimersBench(stack, settings, System.err).run();
    SourceState source = SourceState.here();
    Result result =
        new Result(
            "timers",
            startedAt.toString(),
            source.commit(),
            source.changed(),
            "./crowdline bench timers --clocks %d --due %d --warm-up %d --window %d --at-once %d"
                .formatted(
                    settings.clocks(),
                    settings.due(),
                    settings.warmUpSeconds(),
                    settings.windowSeconds(),
                    settings.atOnce()),
            Machine.here(),
            settings,
            outcome.steady(),
            outcome.atOnce(),
            outcome.proofs(),
            outcome.proofs().stream().allMatch(Proof::holds));
    output.write("timers", startedAt, result.commit(), result, Table.of(result));
    return result.proven() ? 0 : PROOF_FAILED;
  }

  private Settings settings() {
    if (quick) {
      return QUICK;
    }
    within("--clocks", clocks, 0, 10_000_000);
    within("--due", due, 1, 10_000);
    within("--warm-up", warmUp, 0, 600);
    within("--window", window, 1, 600);
    within("--at-once", atOnce, 1, 1_000_000);
    return new Settings(clocks, due, warmUp, window, atOnce);
  }

  private void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw usage("%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
  }

  private RunningStack stack() {
    try {
      return RunningStack.ready(RunningStack.file());
    } catch (IOException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
