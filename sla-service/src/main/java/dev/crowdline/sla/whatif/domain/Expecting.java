package dev.crowdline.sla.whatif.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What requests of a queue wait in a replay, as steps that predict go by it: nine of ten of those
 * that were taken from it within the last hour waited no longer.
 */
final class Expecting {
  private static final Duration SPAN = Duration.ofHours(1);
  private static final int FEWEST = 8;
  private static final int MOST = 500;

  private record Waited(Instant takenAt, Duration waited) {}

  private final Map<String, Deque<Waited>> byQueue = new HashMap<>();

  void taken(String queue, Instant at, Duration waited) {
    Deque<Waited> latest = byQueue.computeIfAbsent(queue, name -> new ArrayDeque<>());
    latest.addLast(new Waited(at, waited));
    if (latest.size() > MOST) {
      latest.removeFirst();
    }
  }

  /** In whole seconds; null when too few were taken. */
  @Nullable Duration of(String queue, Instant now) {
    Deque<Waited> latest = byQueue.get(queue);
    if (latest == null) {
      return null;
    }
    while (!latest.isEmpty() && latest.getFirst().takenAt().isBefore(now.minus(SPAN))) {
      latest.removeFirst();
    }
    if (latest.size() < FEWEST) {
      return null;
    }
    List<Duration> sorted = latest.stream().map(Waited::waited).sorted().toList();
    Duration ninth = sorted.get(Math.ceilDiv(sorted.size() * 9, 10) - 1);
    return Duration.ofSeconds(Math.ceilDiv(ninth.toMillis(), 1_000L));
  }
}
