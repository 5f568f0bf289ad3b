package dev.crowdline.local.command;

import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Orphans;
import dev.crowdline.local.launcher.StackState;
import dev.crowdline.local.launcher.StackState.ProcessState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs and how it is. */
@Command(
    name = "status",
    description = "State, address and every process. Exit 0: healthy, 3: not, 4: nothing runs.")
public final class Status implements Callable<Integer> {
  private static final int NOT_HEALTHY = 3;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "The same for programs, with all addresses")
  private boolean json;

  @Override
  public Integer call() {
    DataDir dir = data.dataDir();
    Optional<Running> running = Running.in(dir);
    List<String> orphans = running.isEmpty() ? Orphans.names(dir) : List.of();
    if (!orphans.isEmpty()) {
      System.out.println(
          json
              ? "{\"state\":\"orphaned\",\"processes\":[]}"
              : "The launcher was killed; these run without it: %s. ./crowdline up or down cleans up."
                  .formatted(String.join(", ", orphans)));
      return NOT_HEALTHY;
    }
    if (running.isEmpty()) {
      if (json) {
        System.out.println("{\"state\":\"stopped\",\"processes\":[]}");
        return Running.NOTHING_RUNS;
      }
      return Running.sayNothingRuns(dir);
    }
    StackState state = now(running.get().state());
    if (json) {
      System.out.println(state.json());
    } else {
      print(state);
    }
    return state.state().equals(StackState.READY) ? 0 : NOT_HEALTHY;
  }

  /** A process that died since the launcher last looked is seen here already. */
  private static StackState now(StackState written) {
    List<ProcessState> processes = written.processes().stream().map(ProcessState::now).toList();
    boolean well = processes.stream().allMatch(ProcessState::healthy);
    return written
        .withProcesses(processes)
        .withState(
            written.state().equals(StackState.READY) && !well
                ? StackState.DEGRADED
                : written.state());
  }

  private static void print(StackState state) {
    System.out.printf("%s  %s%n", state.state(), state.url() == null ? "" : state.url() + "/");
    System.out.printf("data in %s%n", state.dataDir());
    System.out.printf(
        "%-12s %8s %6s %11s  %-9s %s%n",
        "process", "pid", "port", "management", "health", "restarts");
    for (ProcessState process : state.processes()) {
      System.out.printf(
          "%-12s %8s %6s %11s  %-9s %d%n",
          process.name(),
          process.pid() < 0 ? "-" : Long.toString(process.pid()),
          port(process.port()),
          port(process.managementPort()),
          process.healthy() ? "healthy" : "not",
          process.restarts());
    }
  }

  private static String port(int port) {
    return port == 0 ? "-" : Integer.toString(port);
  }
}
