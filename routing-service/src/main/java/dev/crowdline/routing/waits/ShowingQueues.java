package dev.crowdline.routing.waits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.QueueTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.waits.domain.Queue;
import dev.crowdline.routing.waits.persistence.WaitTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the queues of a community in which something waits; a replica reads them once a second,
 * however many watch.
 */
@ApplicationScoped
public class ShowingQueues {
  /** The most queues that are shown. */
  public static final int MOST = 100;

  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final int MOST_KEPT = 1_000;

  private final Database database;
  private final WaitTable table;
  private final QueueTable queues;
  private final RouteTable routes;
  private final MemberIndex index;
  private final EstimatingWaits estimating;
  private final InstantSource clock;
  private final Cache<String, List<Queue>> shown =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

  ShowingQueues(
      Database database,
      WaitTable table,
      QueueTable queues,
      RouteTable routes,
      MemberIndex index,
      EstimatingWaits estimating,
      InstantSource clock) {
    this.database = database;
    this.table = table;
    this.queues = queues;
    this.routes = routes;
    this.index = index;
    this.estimating = estimating;
    this.clock = clock;
  }

  /** The queues that need somebody most first, at most {@value #MOST}. */
  public List<Queue> of(String community) {
    return shown.get(community, this::read);
  }

  /** Those of a queue that are served first; the community must have such a queue. */
  public List<Route> next(String community, long queueId, int limit) {
    QueueKey key = queues.keys(List.of(queueId)).get(queueId);
    if (key == null || !key.community().equals(community)) {
      throw Problem.notFound("queue", queueId);
    }
    return database.read(sql -> routes.next(sql, community, queueId, limit));
  }

  private List<Queue> read(String community) {
    Instant now = clock.instant();
    List<WaitTable.Waiting> waiting = database.read(sql -> table.waiting(sql, community));
    Map<Long, QueueKey> keys =
        queues.keys(waiting.stream().map(WaitTable.Waiting::queueId).toList());
    return waiting.stream()
        .map(each -> queue(each, Objects.requireNonNull(keys.get(each.queueId())), now))
        .sorted(Queue.PRESSING)
        .limit(MOST)
        .toList();
  }

  private Queue queue(WaitTable.Waiting waiting, QueueKey key, Instant now) {
    return new Queue(
        waiting.queueId(),
        key,
        waiting.count(),
        waiting.oldest(),
        estimating.usual(waiting.queueId(), now),
        index.reach(key));
  }
}
