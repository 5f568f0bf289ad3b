package dev.crowdline.routing.waits.domain;

import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.routes.domain.QueueKey;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which something waits, and who could take it.
 *
 * @param waiting routes
 * @param oldest when the oldest of them was submitted
 * @param usual what others waited in it; null when too few did within the hour
 */
public record Queue(
    long id,
    QueueKey key,
    long waiting,
    Instant oldest,
    @Nullable Range usual,
    MemberIndex.Reach reach) {

  /** What nobody there could take first, then what is longest, then what waits longest. */
  public static final Comparator<Queue> PRESSING =
      Comparator.comparing((Queue queue) -> queue.reach().online() > 0)
          .thenComparing(Comparator.comparingLong(Queue::waiting).reversed())
          .thenComparing(Queue::oldest);
}
