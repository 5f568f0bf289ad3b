package dev.crowdline.local.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What `up` was asked for.
 *
 * @param home the checkout
 * @param program the built programs, a copy that no build touches
 * @param port of the gateway; 0 takes a free one
 * @param parts only PostgreSQL, Kafka and Redis
 * @param crowd whether the simulated members come along
 * @param peak whether the JVMs compile for hours under load rather than for the first minutes
 * @param replicas by service id; one where it is silent
 */
public record Plan(
    Path home,
    Path program,
    DataDir data,
    int port,
    boolean parts,
    boolean crowd,
    boolean peak,
    Map<String, Integer> replicas) {

  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";
  static final int MOST_REPLICAS = 4;

  public Plan {
    replicas = Map.copyOf(replicas);
    replicas.forEach((service, count) -> {
      if (Service.find(service).isEmpty()) {
        throw new IllegalArgumentException(
            "--replicas: no service `" + service + "`; there are intake, routing, sla, rewards");
      }
      if (count < 1 || count > MOST_REPLICAS) {
        throw new IllegalArgumentException(
            "--replicas: " + service + " may have 1 to " + MOST_REPLICAS + ", not " + count);
      }
    });
  }

  /** The arguments of a JVM that serves. */
  List<String> jvm(String... arguments) {
    Stream<String> given = Stream.of(arguments);
    return (peak ? given : Stream.concat(given, Stream.of(FIRST_COMPILER_ONLY))).toList();
  }

  public int replicasOf(Service service) {
    return replicas.getOrDefault(service.id(), 1);
  }
}
