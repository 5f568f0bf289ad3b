package dev.crowdline.local.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * What `up` was asked for.
 *
 * @param home the checkout
 * @param program the built programs, a copy that no build touches
 * @param port of the gateway; 0 takes a free one
 * @param parts only PostgreSQL, Kafka and Redis
 * @param crowd whether the simulated members come along
 * @param replicas by service id; one where it is silent
 */
public record Plan(
    Path home,
    Path program,
    DataDir data,
    int port,
    boolean parts,
    boolean crowd,
    Map<String, Integer> replicas) {

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

  public int replicasOf(Service service) {
    return replicas.getOrDefault(service.id(), 1);
  }
}
