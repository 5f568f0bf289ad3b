package dev.crowdline.local.command;

import dev.crowdline.local.Crowdline;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.StackState;
import dev.crowdline.local.parts.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A launcher in the background, whose words are shown until it is ready or has failed. */
final class Detached {
  private static final int POLL_MILLIS = 100;

  private final DataDir data;

  Detached(DataDir data) {
    this.data = data;
  }

  int start(List<String> arguments) throws IOException, InterruptedException {
    Path log = data.log("launcher");
    Files.deleteIfExists(log);
    List<String> options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("-X") || option.startsWith("-Dcrowdline."))
            .toList();
    Process launcher =
        new ProcessBuilder(Programs.java(options, Crowdline.class.getName(), arguments))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    // Whoever interrupts the waiting wants no half-started stack.
    Thread interrupted = new Thread(launcher::destroy, "interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    long shown = 0;
    boolean ended;
    do {
      ended = launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      boolean ready = isReady(launcher.pid());
      shown = show(log, shown);
      if (ready) {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        return 0;
      }
    } while (!ended);
    return launcher.exitValue() == 0 ? 1 : launcher.exitValue();
  }

  private boolean isReady(long launcherPid) {
    Optional<StackState> state = StackState.read(data.state());
    return state
        .filter(now -> now.launcher().pid() == launcherPid)
        .filter(
            now -> now.state().equals(StackState.READY) || now.state().equals(StackState.DEGRADED))
        .isPresent();
  }

  private static long show(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] fresh = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(fresh);
      System.out.print(new String(fresh, StandardCharsets.UTF_8));
      System.out.flush();
      return from + fresh.length;
    }
  }
}
