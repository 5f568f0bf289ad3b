package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.intake.understanding.domain.Keywords;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Topics ready to be looked for, at most two seconds old, so that a request reads no topic. */
@ApplicationScoped
public class TopicsInForce {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MOST_KEPT = 10_000;

  private final Database database;
  private final TopicTable topics;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  TopicsInForce(Database database, TopicTable topics, InstantSource clock) {
    this.database = database;
    this.topics = topics;
    this.clock = clock;
  }

  private record Kept(Keywords keywords, Instant readAt) {}

  /** The keywords of a community. */
  public Keywords of(String community) {
    Kept known = kept.get(community);
    Instant now = clock.instant();
    if (known != null && known.readAt().isAfter(now.minus(FRESH))) {
      return known.keywords();
    }
    Keywords read = new Keywords(database.read(sql -> topics.of(sql, community)));
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(community, new Kept(read, now));
    return read;
  }

  /** The next question reads them again. */
  public void forget(String community) {
    kept.remove(community);
  }
}
