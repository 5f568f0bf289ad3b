package dev.crowdline.local.command;

import dev.crowdline.local.launcher.DataDir;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the stack keeps its data (default: .crowdline in the checkout)")
  private @Nullable Path folder;

  /** picocli only notes that it was asked for. */
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this")
  void help(boolean asked) {}

  DataDir dataDir() {
    return new DataDir(folder == null ? home().resolve(".crowdline") : folder);
  }

  /** The checkout; the script passes it. */
  static Path home() {
    return Path.of(System.getProperty("crowdline.home", "")).toAbsolutePath();
  }

  /** The built programs; the script passes where. */
  static Path program() {
    return Path.of(System.getProperty("crowdline.program", "")).toAbsolutePath();
  }
}
