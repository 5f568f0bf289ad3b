package dev.crowdline.local.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The loopback ports of each service's replicas, taken in turn. */
final class Targets {
  private final Map<String, List<Integer>> ports;
  private final AtomicInteger turn = new AtomicInteger();

  private Targets(Map<String, List<Integer>> ports) {
    this.ports = Map.copyOf(ports);
  }

  /** {@code intake=21001,routing=21002+21005}. */
  static Targets parse(String text) {
    Map<String, List<Integer>> ports = new HashMap<>();
    for (String service : text.split(",", -1)) {
      int equals = service.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Expected SERVICE=PORT+PORT: " + service);
      }
      List<Integer> replicas = new ArrayList<>();
      for (String port : service.substring(equals + 1).split("\\+", -1)) {
        replicas.add(Integer.parseInt(port));
      }
      ports.put(service.substring(0, equals), List.copyOf(replicas));
    }
    return new Targets(ports);
  }

  /**
   * All replicas, beginning with the one whose turn it is; the others are for when it does not
   * answer.
   */
  List<Integer> inTurn(String service) {
    List<Integer> all = ports.getOrDefault(service, List.of());
    int first = turn.getAndUpdate(last -> (last + 1) & Integer.MAX_VALUE);
    return IntStream.range(0, all.size()).mapToObj(i -> all.get((first + i) % all.size())).toList();
  }
}
