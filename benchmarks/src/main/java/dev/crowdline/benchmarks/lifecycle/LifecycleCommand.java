package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.Machine;
import dev.crowdline.benchmarks.stack.Output;
import dev.crowdline.benchmarks.stack.RunningStack;
import dev.crowdline.benchmarks.stack.SourceState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./crowdline bench lifecycle}. */
@Command(
    name = "lifecycle",
    mixinStandardHelpOptions = true,
    description = {
      "Requests from the post to the points: posted over REST, offered to three"
          + " members over WebSocket, accepted by one, two told, completed, confirmed, credited,"
          + " clocks closed.",
      "Then proves from the databases that the promises held, and measures the commit-bound limit.",
      "Exit: 0 proven, 1 a proof failed or the run broke, 2 usage or no running stack."
    })
public final class LifecycleCommand implements Callable<Integer> {
  private static final int PROOF_FAILED = 1;

  /** Tokens of members last a quarter of an hour and are not renewed. */
  private static final int LONGEST_SECONDS = 600;

  private static final int QUICK_SECONDS = 30;
  private static final int QUICK_COMMIT_SECONDS = 3;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--clients",
      defaultValue = "64",
      description = "virtual customers (${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = {
        "posts a second, whatever has come of the earlier ones, as customers do",
        "(${DEFAULT-VALUE}: each customer posts when the last request is confirmed)"
      })
  private int rate;

  @Option(
      names = "--quick",
      description = "30 s of warm-up, 30 s of window, 3 s for the commit-bound limit")
  private boolean quick;

  @Option(
      names = "--members",
      defaultValue = "120",
      description = "virtual members (${DEFAULT-VALUE})")
  private int members;

  @Option(
      names = "--capacity",
      defaultValue = "20",
      description = "pieces of work that a member may hold (${DEFAULT-VALUE})")
  private int capacity;

  @Option(
      names = "--warm-up",
      defaultValue = "120",
      description = "seconds before the window (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--window",
      defaultValue = "60",
      description = "seconds that are measured (${DEFAULT-VALUE})")
  private int window;

  @Option(
      names = "--commit-seconds",
      defaultValue = "10",
      description = "seconds for the commit-bound limit (${DEFAULT-VALUE})")
  private int commitSeconds;

  @Option(names = "--direct", description = "past the gateway, to the services' own addresses")
  private boolean direct;

  @Option(
      names = "--acknowledge",
      description = "members say of each offer that they show it, as the console does")
  private boolean acknowledge;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    Path stateFile;
    RunningStack stack;
    try {
      stateFile = RunningStack.file();
      stack = RunningStack.ready(stateFile);
    } catch (IOException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    LifecycleBench.Outcome outcome =
        new LifecycleBench(stateFile, stack, settings, System.err).run();
    Result result = result(settings, startedAt, outcome);
    output.write("lifecycle", startedAt, result.commit(), result, Table.of(result));
    return result.proven() ? 0 : PROOF_FAILED;
  }

  private Settings settings() {
    if (quick) {
      refuseBeside("--quick", "--warm-up", "--window", "--commit-seconds");
      warmUp = QUICK_SECONDS;
      window = QUICK_SECONDS;
      commitSeconds = QUICK_COMMIT_SECONDS;
    }
    within("--clients", clients, 1, 5_000);
    within("--rate", rate, 0, 1_000);
    within("--members", members, 3, 5_000);
    within("--capacity", capacity, 1, 100);
    within("--warm-up", warmUp, 0, LONGEST_SECONDS);
    within("--window", window, 1, LONGEST_SECONDS);
    within("--warm-up and --window together", warmUp + window, 1, LONGEST_SECONDS);
    within("--commit-seconds", commitSeconds, 1, 60);
    return new Settings(
        clients, rate, members, capacity, warmUp, window, commitSeconds, direct, acknowledge);
  }

  private void refuseBeside(String option, String... others) {
    for (String other : others) {
      if (spec != null && spec.commandLine().getParseResult().hasMatchedOption(other)) {
        throw usage(option + " sets " + other + "; leave one of them out");
      }
    }
  }

  private void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw usage("%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
  }

  private ParameterException usage(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }

  private Result result(Settings settings, Instant startedAt, LifecycleBench.Outcome outcome) {
    SourceState source = SourceState.here();
    Tally.Counts counts = outcome.taken().counts();
    double each = Math.max(1, counts.confirmed);
    double perSecond = outcome.lifecycles() / outcome.windowSeconds();
    Result.Used generator = outcome.processes().get(LifecycleBench.GENERATOR);
    double ofGenerator = generator == null ? 0 : generator.cpuMillisPerLifecycle();
    double ofAll =
        outcome.processes().values().stream().mapToDouble(Result.Used::cpuMillisPerLifecycle).sum();
    return new Result(
        "lifecycle",
        startedAt.toString(),
        source.commit(),
        source.changed(),
        commandLine(),
        Machine.here(),
        settings,
        settings.direct() ? "direct" : "gateway",
        outcome.windowSeconds(),
        outcome.lifecycles(),
        LifecycleBench.rounded(perSecond),
        outcome.taken().latencies().figures(),
        outcome.total(),
        new Result.Journey(
            LifecycleBench.rounded(counts.offers / each),
            LifecycleBench.rounded(counts.withdrawn / each),
            LifecycleBench.rounded(counts.smallWaves / each),
            LifecycleBench.rounded(counts.earlyVerdicts / each),
            LifecycleBench.rounded(counts.acceptsRefused / each),
            outcome.taken().counts().mostUnsettled,
            counts.reconnects),
        outcome.processes(),
        outcome.shares(),
        LifecycleBench.rounded(ofAll - ofGenerator),
        ofGenerator,
        outcome.postgres(),
        outcome.bound(),
        Math.round(perSecond / outcome.bound().lifecyclesPerSecond() * 10_000) / 10_000.0,
        outcome.queue(),
        outcome.flowable(),
        new TreeMap<>(outcome.taken().reasons()),
        outcome.drain(),
        outcome.proofs(),
        outcome.proofs().stream().allMatch(Proof::holds) && outcome.lifecycles() > 0);
  }

  private String commandLine() {
    return "./crowdline bench lifecycle --clients %d%s --members %d --capacity %d --warm-up %d --window %d --commit-seconds %d%s%s"
        .formatted(
            clients,
            rate > 0 ? " --rate " + rate : "",
            members,
            capacity,
            warmUp,
            window,
            commitSeconds,
            direct ? " --direct" : "",
            acknowledge ? " --acknowledge" : "");
  }
}
