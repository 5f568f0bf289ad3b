package dev.crowdline.routing.waits.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The waits of the last hour, by queue. A queue keeps its latest {@value #MOST}; fewer than {@value
 * #FEWEST} are too few to promise anything from. Threads may share it.
 */
public final class RecentWaits {
  /** How far back waits count. */
  public static final Duration SPAN = Duration.ofHours(1);

  /** Below this a range would be chance. */
  public static final int FEWEST = 8;

  /** How many waits of a queue are kept; more make the range no better. */
  public static final int MOST = 500;

  private final Map<Long, Deque<Wait>> byQueue = new HashMap<>();
  private final Set<UUID> known = new HashSet<>();

  /** Adds waits, the oldest first; those that are known already change nothing. */
  public synchronized void add(Collection<Wait> waits, Instant now) {
    for (Wait wait : waits) {
      if (known.add(wait.assignmentId())) {
        Deque<Wait> queue = byQueue.computeIfAbsent(wait.queueId(), id -> new ArrayDeque<>());
        queue.addLast(wait);
        if (queue.size() > MOST) {
          forget(queue);
        }
      }
    }
    Instant since = now.minus(SPAN);
    byQueue
        .values()
        .removeIf(queue -> {
          while (!queue.isEmpty() && queue.getFirst().takenAt().isBefore(since)) {
            forget(queue);
          }
          return queue.isEmpty();
        });
  }

  private void forget(Deque<Wait> queue) {
    known.remove(queue.removeFirst().assignmentId());
  }

  /** What eight of ten waited in that queue within the last hour; null when too few did. */
  public synchronized @Nullable Range range(long queueId, Instant now) {
    Instant since = now.minus(SPAN);
    List<Duration> waited =
        byQueue.getOrDefault(queueId, new ArrayDeque<>()).stream()
            .filter(wait -> !wait.takenAt().isBefore(since))
            .map(Wait::waited)
            .sorted()
            .toList();
    return waited.size() < FEWEST
        ? null
        : new Range(rank(waited, 10), rank(waited, 90), waited.size());
  }

  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
