package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.intake.understanding.domain.Keywords;
import dev.crowdline.intake.understanding.domain.Learned;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.domain.TopicModel;
import dev.crowdline.intake.understanding.persistence.TopicTable.Versions;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keywords of the communities, ready to be looked for, and what their examples taught, at most
 * two seconds old. Those of a community are built by one thread while all others use what stands,
 * and only when its topics changed; two communities are built at a time. Together they keep to a
 * weight, so that no community takes the heap from the others: what was not used for longest is
 * dropped and read again.
 */
@ApplicationScoped
public class TopicsInForce {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MOST_BUILT_AT_ONCE = 2;

  /** The largest community that the limits allow has 28 MB; a service's heap is 256 MB. */
  static final long MOST_BYTES = 64_000_000;

  private final Database database;
  private final TopicTable topics;
  private final TopicModelTable models;
  private final InstantSource clock;
  private final Semaphore building = new Semaphore(MOST_BUILT_AT_ONCE);
  // In order of use, the longest unused first; guarded by itself.
  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  TopicsInForce(Database database, TopicTable topics, TopicModelTable models, InstantSource clock) {
    this.database = database;
    this.topics = topics;
    this.models = models;
    this.clock = clock;
  }

  /**
   * What a community's questions are understood by.
   *
   * @param unlearned whether it has examples that nobody has tried to learn
   */
  public record InForce(Keywords keywords, Learned learned, boolean unlearned) {
    long bytes() {
      return keywords.bytes() + learned.bytes();
    }
  }

  private record Read(InForce inForce, Versions versions, int changes, Instant at) {}

  /** What stands for a community; replaced as a whole, under the lock of who reads it. */
  private static final class Kept {
    final ReentrantLock reading = new ReentrantLock();
    final AtomicInteger changes = new AtomicInteger();
    volatile Read read =
        new Read(
            new InForce(Keywords.NONE, Learned.NOTHING, false), Versions.NONE, -1, Instant.MIN);

    /** None were read yet, or this replica changed them since. */
    boolean isOutdated() {
      return read.changes() != changes.get();
    }
  }

  /** What a community's questions are understood by. */
  public InForce of(String community) {
    Kept here = kept(community);
    if (isFresh(here)) {
      return here.read.inForce();
    }
    // Who knows that they changed, or has none, waits for whoever reads; others go on with these.
    if (here.isOutdated()) {
      here.reading.lock();
    } else if (!here.reading.tryLock()) {
      return here.read.inForce();
    }
    try {
      if (!isFresh(here)) {
        readAgain(community, here);
      }
      return here.read.inForce();
    } finally {
      here.reading.unlock();
    }
  }

  /** The next question reads them again. */
  public void forget(String community) {
    kept(community).changes.incrementAndGet();
  }

  /** What all of them hold of the heap, roughly. */
  long bytes() {
    synchronized (kept) {
      return kept.values().stream().mapToLong(k -> k.read.inForce().bytes()).sum();
    }
  }

  private Kept kept(String community) {
    synchronized (kept) {
      return kept.computeIfAbsent(community, k -> new Kept());
    }
  }

  private boolean isFresh(Kept here) {
    return !here.isOutdated() && here.read.at().isAfter(clock.instant().minus(FRESH));
  }

  private void readAgain(String community, Kept here) {
    Instant now = clock.instant();
    // Both before the topics: what changes in between is seen as later.
    int changes = here.changes.get();
    Versions versions = database.read(sql -> topics.versions(sql, community));
    Read before = here.read;
    InForce next =
        versions.equals(before.versions()) ? before.inForce() : build(community, before, versions);
    here.read = new Read(next, versions, changes, now);
    keepToTheWeight(community);
  }

  private InForce build(String community, Read before, Versions versions) {
    building.acquireUninterruptibly();
    try {
      return database.read(sql -> {
        InForce old = before.inForce();
        boolean same = versions.topics() == before.versions().topics();
        List<Topic> now = same ? old.keywords().topics() : topics.of(sql, community);
        TopicModel model =
            versions.model() == before.versions().model()
                ? old.learned().model()
                : models.model(sql, community);
        Learned learned =
            new Learned(
                same
                    ? old.learned().examples()
                    : old.learned().examples().replacedBy(topics.examples(sql, community)),
                model,
                model == null ? 0 : versions.model(),
                models.confidenceOrDefault(sql, community));
        return new InForce(
            same ? old.keywords() : old.keywords().replacedBy(now),
            learned,
            versions.tried() < versions.topics() || (model == null && versions.model() > 0));
      });
    } finally {
      building.release();
    }
  }

  private void keepToTheWeight(String used) {
    synchronized (kept) {
      long bytes = bytes();
      List<String> longestUnusedFirst = new ArrayList<>(kept.keySet());
      for (String community : longestUnusedFirst) {
        if (bytes <= MOST_BYTES) {
          return;
        }
        Kept dropped = community.equals(used) ? null : kept.remove(community);
        bytes -= dropped == null ? 0 : dropped.read.inForce().bytes();
      }
    }
  }
}
