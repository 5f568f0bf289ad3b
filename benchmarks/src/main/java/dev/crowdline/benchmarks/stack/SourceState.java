package dev.crowdline.benchmarks.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Which source was measured.
 *
 * @param commit short, or {@code unknown} outside a git checkout
 * @param changed whether anything that is committed had been edited since
 */
public record SourceState(String commit, boolean changed) {
  public static SourceState here() {
    String commit = git("rev-parse", "--short=10", "HEAD");
    return new SourceState(
        commit.isEmpty() ? "unknown" : commit,
        !git("status", "--porcelain", "--untracked-files=no").isEmpty());
  }

  private static String git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
