package dev.crowdline.local.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What tells one of our processes from a stranger that got the same number later: its pid, when the
 * kernel started it (clock ticks since boot), and a word of its command line.
 */
public record ProcessMark(long pid, long startTicks, String word) {

  /** The mark of a process that runs now. */
  public static ProcessMark of(long pid, String word) {
    return new ProcessMark(pid, startTicks(pid), word);
  }

  public static Optional<ProcessMark> read(Path file) {
    Properties values = new Properties();
    try {
      values.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new ProcessMark(
              Long.parseLong(values.getProperty("pid", "")),
              Long.parseLong(values.getProperty("start", "")),
              values.getProperty("word", "")));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  public void write(Path file) {
    String text =
        "pid=%d%nstart=%d%nword=%s%n".formatted(pid, startTicks, word.replace("\\", "\\\\"));
    DataDir.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The process, if it still runs and is really the one that was marked. */
  public Optional<ProcessHandle> living() {
    return startTicks > 0 && startTicks(pid) == startTicks && commandLine(pid).contains(word)
        ? ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /** Field 22 of /proc/pid/stat; the second field, the name in brackets, may itself hold blanks. */
  private static long startTicks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(afterName[19]);
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }
}
