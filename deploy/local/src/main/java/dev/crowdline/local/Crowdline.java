package dev.crowdline.local;

import dev.crowdline.local.command.Down;
import dev.crowdline.local.command.Key;
import dev.crowdline.local.command.Ledger;
import dev.crowdline.local.command.Replay;
import dev.crowdline.local.command.Status;
import dev.crowdline.local.command.Token;
import dev.crowdline.local.command.Up;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the commands that the script hands on. */
@Command(
    name = "crowdline",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Token.class,
      Key.class,
      Replay.class,
      Ledger.class
    })
public final class Crowdline {

  private Crowdline() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Crowdline());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println(failure.getMessage() == null ? failure : failure.getMessage());
      if (Boolean.getBoolean("crowdline.trace")) {
        failure.printStackTrace(command.getErr());
      }
      return CommandLine.ExitCode.SOFTWARE;
    });
    System.exit(line.execute(arguments));
  }
}
