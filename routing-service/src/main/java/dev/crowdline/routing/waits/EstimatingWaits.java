package dev.crowdline.routing.waits;

import dev.crowdline.routing.waits.domain.Range;
import dev.crowdline.routing.waits.domain.RecentWaits;
import dev.crowdline.routing.waits.domain.Wait;
import dev.crowdline.routing.waits.persistence.WaitTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says how long a request will wait: its place in its queue now, and what those waited whom
 * somebody took from that queue in the last hour. Each replica reads new waits every few seconds;
 * they are never facts.
 */
@ApplicationScoped
public class EstimatingWaits {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** A transaction that began earlier may commit an accept that is older than the latest read. */
  private static final Duration OVERLAP = Duration.ofSeconds(40);

  private final Database database;
  private final WaitTable table;
  private final InstantSource clock;
  private final RecentWaits recent = new RecentWaits();
  private Instant readTo = Instant.EPOCH;
  private @Nullable Loop loop;

  EstimatingWaits(Database database, WaitTable table, InstantSource clock) {
    this.database = database;
    this.table = table;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("estimating-waits", PAUSE, this::read);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Reads the waits that ended since the last time. */
  synchronized void read() {
    Instant now = clock.instant();
    Instant from = max(readTo.minus(OVERLAP), now.minus(RecentWaits.SPAN));
    List<Wait> waits = database.read(sql -> table.since(sql, from));
    recent.add(waits, now);
    readTo = now;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * What a customer may expect.
   *
   * @param state as {@code RouteState.name}
   * @param ahead how many are served before it; null when it waits for nobody
   * @param range what others waited; null when too few did within the hour
   */
  public record Estimate(String state, @Nullable Integer ahead, @Nullable Range range) {}

  /** The estimate for a route; null when the community has none of that id, or not yet. */
  public @Nullable Estimate of(String community, UUID routeId) {
    WaitTable.Place place = database.read(sql -> table.place(sql, community, routeId));
    return place == null
        ? null
        : new Estimate(
            place.state(), place.ahead(), recent.range(place.queueId(), clock.instant()));
  }

  /** What others waited in a queue; null when too few did within the hour. */
  @Nullable Range usual(long queueId, Instant now) {
    return recent.range(queueId, now);
  }
}
