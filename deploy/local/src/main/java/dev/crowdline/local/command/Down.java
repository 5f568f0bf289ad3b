package dev.crowdline.local.command;

import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.LauncherLock;
import dev.crowdline.local.launcher.Orphans;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the stack, or what a killed launcher left of it. */
@Command(name = "down", description = "Stops everything, in order.")
public final class Down implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 120;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws Exception {
    DataDir dir = data.dataDir();
    Optional<Running> running = Running.in(dir);
    if (running.isPresent()) {
      ProcessHandle launcher = running.get().launcher();
      launcher.destroy();
      try {
        launcher.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        System.err.println(
            "The launcher (pid %d) has not stopped within %d s; its log: %s"
                .formatted(launcher.pid(), PATIENCE_SECONDS, dir.log("launcher")));
        return 1;
      }
      System.out.println("Stopped.");
      return 0;
    }
    if (Files.isDirectory(dir.run())) {
      try (LauncherLock lock = LauncherLock.take(dir.lock())) {
        List<String> orphans = lock.taken() ? Orphans.end(dir) : List.of();
        if (!orphans.isEmpty()) {
          System.out.println(
              "Ended what a killed launcher had left: " + String.join(", ", orphans));
          return 0;
        }
      }
    }
    System.out.println("Nothing runs in " + dir.root() + ".");
    return 0;
  }
}
