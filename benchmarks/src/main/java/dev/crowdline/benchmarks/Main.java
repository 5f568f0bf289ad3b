package dev.crowdline.benchmarks;

import dev.crowdline.benchmarks.compare.CompareCommand;
import dev.crowdline.benchmarks.lifecycle.LifecycleCommand;
import dev.crowdline.benchmarks.timers.TimersCommand;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./crowdline bench [NAME]}: runs a benchmark, or lists what there is. */
@Command(
    name = "./crowdline bench",
    mixinStandardHelpOptions = true,
    description = "Repeats the published figures on the stack that CROWDLINE_STATE names.",
    subcommands = {LifecycleCommand.class, TimersCommand.class, CompareCommand.class})
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    // Netty's short cuts through sun.misc.Unsafe bring little here, and Java warns of them.
    System.setProperty("io.netty.noUnsafe", "true");
    Locale.setDefault(Locale.ROOT);
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler((failure, command, parsed) -> {
              command
                  .getErr()
                  .println(command.getColorScheme().errorText("The run broke: " + failure));
              failure.printStackTrace(command.getErr());
              return CommandLine.ExitCode.SOFTWARE;
            })
            .execute(arguments));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }
}
