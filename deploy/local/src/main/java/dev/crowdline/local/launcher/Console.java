package dev.crowdline.local.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the launcher says to a person, line by line; colours on a terminal only. */
public final class Console {
  private final PrintStream out;
  private final boolean colours;

  public Console(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** The script passes whether its output is a terminal. */
  public static Console standard() {
    return new Console(System.out, "true".equals(System.getProperty("crowdline.colours")));
  }

  public void say(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  public void ready(String title, int port, Duration took) {
    say("  %s %-26s %s".formatted(green("ready"), title, where(port) + seconds(took)));
  }

  public void trouble(String line) {
    say("  " + red("!") + " " + line);
  }

  public String bold(String text) {
    return paint("1", text);
  }

  private String green(String text) {
    return paint("32", text);
  }

  private String red(String text) {
    return paint("31", text);
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static String where(int port) {
    return port == 0 ? "" : "port %-6d ".formatted(port);
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
