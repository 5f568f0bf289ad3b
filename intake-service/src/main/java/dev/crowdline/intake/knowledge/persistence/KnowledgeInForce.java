package dev.crowdline.intake.knowledge.persistence;

import dev.crowdline.intake.knowledge.domain.Findable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the communities have published, ready to be searched, at most two seconds old. Together they
 * keep to a weight: what was not used for longest is dropped and read again.
 */
@ApplicationScoped
public class KnowledgeInForce {
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** The largest community that the limits allow has 23 MB. */
  static final long MOST_BYTES = 48_000_000;

  private final Database database;
  private final ArticleTable articles;
  private final InstantSource clock;
  // In order of use, the longest unused first; guarded by itself.
  private final Map<String, Read> kept = new LinkedHashMap<>(16, 0.75f, true);

  KnowledgeInForce(Database database, ArticleTable articles, InstantSource clock) {
    this.database = database;
    this.articles = articles;
    this.clock = clock;
  }

  private record Read(Findable findable, long version, Instant at) {}

  /** The published articles of a community. */
  public Findable of(String community) {
    Instant now = clock.instant();
    Read before;
    synchronized (kept) {
      before = kept.get(community);
    }
    if (before != null && before.at().isAfter(now.minus(FRESH))) {
      return before.findable();
    }
    Read next =
        database.read(sql -> {
          // Before the articles: what changes in between is seen as later.
          long version = articles.version(sql, community);
          return new Read(
              before != null && before.version() == version
                  ? before.findable()
                  : Findable.of(articles.findable(sql, community)),
              version,
              now);
        });
    synchronized (kept) {
      kept.put(community, next);
      keepToTheWeight(community);
    }
    return next.findable();
  }

  private void keepToTheWeight(String used) {
    long bytes = kept.values().stream().mapToLong(each -> each.findable().bytes()).sum();
    var longestUnusedFirst = kept.entrySet().iterator();
    while (bytes > MOST_BYTES && longestUnusedFirst.hasNext()) {
      Map.Entry<String, Read> each = longestUnusedFirst.next();
      if (!each.getKey().equals(used)) {
        bytes -= each.getValue().findable().bytes();
        longestUnusedFirst.remove();
      }
    }
  }
}
