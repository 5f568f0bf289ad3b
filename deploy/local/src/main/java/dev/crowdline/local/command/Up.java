package dev.crowdline.local.command;

import dev.crowdline.local.launcher.Console;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.LauncherLock;
import dev.crowdline.local.launcher.Orphans;
import dev.crowdline.local.launcher.Plan;
import dev.crowdline.local.launcher.Ports;
import dev.crowdline.local.launcher.ProcessMark;
import dev.crowdline.local.launcher.Service;
import dev.crowdline.local.launcher.Stack;
import dev.crowdline.local.launcher.StackState;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack and stays in front of it, or behind with --detach. */
@Command(
    name = "up",
    description = "Starts PostgreSQL, Kafka, Redis, the gateway, the four services and the demo.",
    sortOptions = false)
public final class Up implements Callable<Integer> {
  private static final int CANNOT = 3;
  private static final int PORT_TAKEN = 2;
  private static final int BAD_ARGUMENT = 2;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description =
          "Port of the one address (default: 8080; 0 takes a free one, the same as last time)")
  private int port;

  @Option(names = "--detach", description = "Returns when everything is ready")
  private boolean detach;

  @Option(names = "--no-crowd", description = "Leaves out the simulated members")
  private boolean noCrowd;

  @Option(
      names = "--peak",
      description = {
        "For hours under load: slow in the first minutes and faster after them; without it the",
        "first minute is as fast as all others"
      })
  private boolean peak;

  @Option(names = "--parts", description = "Only PostgreSQL, Kafka and Redis, for tests")
  private boolean parts;

  @Option(
      names = "--replicas",
      paramLabel = "SERVICE=N",
      description = "More than one of a service, for example routing=2")
  private Map<String, Integer> replicas = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    DataDir dir = data.dataDir();
    Optional<Running> running = Running.in(dir);
    if (running.isPresent()) {
      return sayItRuns(running.get());
    }
    Optional<Integer> refusal = refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Plan plan;
    try {
      plan =
          new Plan(
              DataOption.home(), DataOption.program(), dir, port, parts, !noCrowd, peak, replicas);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return BAD_ARGUMENT;
    }
    dir.create();
    return detach ? new Detached(dir).start(arguments()) : stayInFront(plan);
  }

  private int stayInFront(Plan plan) {
    DataDir dir = plan.data();
    Console console = Console.standard();
    try (LauncherLock lock = LauncherLock.take(dir.lock())) {
      if (!lock.taken()) {
        console.say("Another launcher is just starting or stopping in " + dir.root());
        return CANNOT;
      }
      List<String> orphans = Orphans.end(dir);
      if (!orphans.isEmpty()) {
        console.say("Ended what a killed launcher had left: " + String.join(", ", orphans));
      }
      console.say(
          (parts ? "Starting PostgreSQL, Kafka and Redis in " : "Starting Crowdline in ")
              + dir.root());
      Stack stack = new Stack(plan, console);
      Thread atExit = new Thread(stack::stop, "stop");
      Runtime.getRuntime().addShutdownHook(atExit);
      ProcessMark.of(ProcessHandle.current().pid(), "dev.crowdline.local.Crowdline")
          .write(dir.pidFile("launcher"));
      try {
        stack.run();
        return 0;
      } catch (InterruptedException stopped) {
        return 0;
      } catch (Stack.StackFailed failed) {
        console.trouble(String.valueOf(failed.getMessage()));
        stack.stop();
        StackState.read(dir.state())
            .ifPresent(state -> state.withState(StackState.FAILED).write(dir.state()));
        return 1;
      }
    }
  }

  private Optional<Integer> refusal() {
    if (!"Linux".equals(System.getProperty("os.name"))
        || !"amd64".equals(System.getProperty("os.arch"))) {
      System.err.printf(
          "The local stack needs Linux on x86-64 (with glibc and OpenSSL 3); this is %s on %s.%n",
          System.getProperty("os.name"), System.getProperty("os.arch"));
      return Optional.of(CANNOT);
    }
    if (parts) {
      return Optional.empty();
    }
    for (Service service : Service.values()) {
      if (!Files.exists(service.jar(DataOption.program()))) {
        System.err.println(service.module() + " is not built; ./crowdline up builds it.");
        return Optional.of(CANNOT);
      }
    }
    if (port != 0 && !Ports.free(port)) {
      System.err.printf(
          "Port %d is taken by another program. Choose another: ./crowdline up --port %d%n",
          port, port + 1);
      return Optional.of(PORT_TAKEN);
    }
    return Optional.empty();
  }

  private static int sayItRuns(Running running) {
    System.out.printf(
        "It already runs: %s (pid %d, %s). ./crowdline down stops it.%n",
        running.state().url() == null
            ? "PostgreSQL, Kafka and Redis in " + running.state().dataDir()
            : running.state().url() + "/",
        running.launcher().pid(),
        running.state().state());
    return 0;
  }

  /** The same order without --detach, for the launcher in the background. */
  private List<String> arguments() {
    List<String> words = new ArrayList<>();
    words.add("up");
    words.add("--data");
    words.add(data.dataDir().root().toString());
    words.add("--port");
    words.add(Integer.toString(port));
    if (noCrowd) {
      words.add("--no-crowd");
    }
    if (peak) {
      words.add("--peak");
    }
    if (parts) {
      words.add("--parts");
    }
    replicas.forEach((service, count) -> {
      words.add("--replicas");
      words.add(service + "=" + count);
    });
    return words;
  }
}
