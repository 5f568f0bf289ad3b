package dev.crowdline.local.command;

import dev.crowdline.local.demo.DemoFile;
import dev.crowdline.local.launcher.DataDir;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the demo community's API key, alone on its line, for curl. */
@Command(name = "key", description = "An API key of the demo community (header X-API-Key).")
public final class Key implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    DataDir dir = data.dataDir();
    Optional<DemoFile> demo = DemoFile.read(dir.demo());
    if (demo.isEmpty()) {
      System.err.println("There is no demo community yet in " + dir.root());
      return Running.in(dir).isPresent() ? 1 : Running.NOTHING_RUNS;
    }
    System.out.println(demo.get().apiKey());
    return 0;
  }
}
