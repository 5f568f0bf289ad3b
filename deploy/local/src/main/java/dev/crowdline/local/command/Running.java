package dev.crowdline.local.command;

import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.ProcessMark;
import dev.crowdline.local.launcher.StackState;
import java.util.Optional;

/** A stack whose launcher lives, with what its state file says. */
record Running(ProcessHandle launcher, StackState state) {
  static final int NOTHING_RUNS = 4;

  static Optional<Running> in(DataDir data) {
    return ProcessMark.read(data.pidFile("launcher"))
        .flatMap(ProcessMark::living)
        .flatMap(launcher ->
            StackState.read(data.state())
                .filter(state -> state.launcher().pid() == launcher.pid())
                .map(state -> new Running(launcher, state)));
  }

  static int sayNothingRuns(DataDir data) {
    System.err.println("Nothing runs in " + data.root() + "; ./crowdline up starts it.");
    return NOTHING_RUNS;
  }
}
