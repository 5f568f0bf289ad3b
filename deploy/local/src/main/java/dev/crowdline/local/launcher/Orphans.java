package dev.crowdline.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Children that outlived a launcher which was killed. Only processes that we can prove to be ours
 * are ended.
 */
public final class Orphans {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Orphans() {}

  /**
   * Ends them, gently first, and answers their names. The caller holds the data directory's lock.
   */
  public static List<String> end(DataDir data) {
    List<String> names = new ArrayList<>();
    List<ProcessHandle> handles = new ArrayList<>();
    for (Path file : pidFiles(data)) {
      ProcessMark.read(file)
          .flatMap(ProcessMark::living)
          .ifPresent(handle -> {
            names.add(file.getFileName().toString().replace(".pid", ""));
            handles.add(handle);
            Signals.fastStop(handle.pid(), file.getFileName().toString());
          });
    }
    for (ProcessHandle handle : handles) {
      awaitEnd(handle);
    }
    for (Path file : pidFiles(data)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  /** Their names, without doing anything to them. */
  public static List<String> names(DataDir data) {
    return Files.isDirectory(data.run())
        ? pidFiles(data).stream()
            .filter(file -> ProcessMark.read(file).flatMap(ProcessMark::living).isPresent())
            .map(file -> file.getFileName().toString().replace(".pid", ""))
            .sorted()
            .toList()
        : List.of();
  }

  private static void awaitEnd(ProcessHandle handle) {
    try {
      handle.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      handle.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> pidFiles(DataDir data) {
    try (var files = Files.list(data.run())) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .filter(file -> !file.equals(data.pidFile("launcher")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
