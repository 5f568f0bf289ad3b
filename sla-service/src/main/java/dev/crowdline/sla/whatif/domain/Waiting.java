package dev.crowdline.sla.whatif.domain;

import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The queues of a replay: what waits in each, in the order in which routing serves it. */
final class Waiting {
  private static final Comparator<Running> ORDER =
      Comparator.comparingInt((Running each) -> each.route.demand().priority().rank())
          .thenComparingInt(each -> -each.route.demand().step())
          .thenComparing(each -> each.asked.at())
          .thenComparing(each -> each.asked.id());

  private final Map<QueueKey, TreeSet<Running>> queues = new HashMap<>();

  /** Puts a route where it belongs once it is as it is after. */
  void move(Running running, Route after, int waveSize) {
    leave(running);
    running.route = after;
    if (after.isWaiting(waveSize)) {
      QueueKey queue = QueueKey.of(after);
      running.queue = queue;
      queues.computeIfAbsent(queue, key -> new TreeSet<>(ORDER)).add(running);
    }
  }

  private void leave(Running running) {
    QueueKey queue = running.queue;
    TreeSet<Running> waiting = queue == null ? null : queues.get(queue);
    if (waiting != null) {
      waiting.remove(running);
      if (waiting.isEmpty()) {
        queues.remove(queue);
      }
    }
    running.queue = null;
  }

  /** The queues in which something waits, of those that are wanted. */
  List<QueueKey> of(Predicate<QueueKey> wanted) {
    return queues.keySet().stream().filter(wanted).toList();
  }

  /** What waits in some queues after so many of each, so many of each and in all at most. */
  List<Running> heads(Set<QueueKey> some, int skipped, int mostOfEach, int most) {
    return some.stream()
        .map(queue -> queues.getOrDefault(queue, new TreeSet<>(ORDER)))
        .flatMap(waiting -> waiting.stream().skip(skipped).limit(mostOfEach))
        .sorted(ORDER)
        .limit(most)
        .toList();
  }
}
