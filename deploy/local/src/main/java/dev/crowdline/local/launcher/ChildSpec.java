package dev.crowdline.local.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to run one child process.
 *
 * @param name short and unique; names its log and its PID file
 * @param title what people read
 * @param port 0 when it has none
 * @param managementPort for metrics and health; 0 when it has none
 * @param mark a word of its command line by which it is recognised later
 */
public record ChildSpec(
    String name,
    String title,
    List<String> command,
    Map<String, String> environment,
    int port,
    int managementPort,
    String mark,
    Probe probe,
    Duration stopPatience) {

  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.stream().noneMatch(word -> word.contains(mark))) {
      throw new IllegalArgumentException(name + ": the mark " + mark + " is not in its command");
    }
  }
}
