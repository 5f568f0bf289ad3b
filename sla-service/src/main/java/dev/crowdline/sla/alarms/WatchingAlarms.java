package dev.crowdline.sla.alarms;

import dev.crowdline.sla.alarms.domain.AlarmState;
import dev.crowdline.sla.alarms.persistence.RingTable;
import dev.crowdline.sla.overview.domain.Breakdown;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.sla.overview.persistence.BreakdownTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what alarms watch, every two seconds, in one replica at a time for a community (P12).
 * What rang is stored with how the alarm stands, so that it rings once however often somebody
 * looks, and goes on where a killed replica was.
 */
@ApplicationScoped
public class WatchingAlarms {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Database database;
  private final RingTable rings;
  private final BreakdownTable breakdowns;
  private final InstantSource clock;
  private @Nullable Loop loop;

  WatchingAlarms(
      Database database, RingTable rings, BreakdownTable breakdowns, InstantSource clock) {
    this.database = database;
    this.rings = rings;
    this.breakdowns = breakdowns;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("watching-alarms", PAUSE, this::look);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /**
   * Looks at each community once, but for those that another replica looks at; safe at any time.
   * Each in a transaction of its own, so that none waits for the alarms of others.
   */
  public void look() {
    for (String community : database.read(rings::communities)) {
      database.transact(tx -> {
        if (rings.mayWatch(tx, community)) {
          look(tx, community, clock.instant());
        }
        return null;
      });
    }
  }

  private void look(Tx tx, String community, Instant now) {
    Map<Dimension, List<Breakdown.Standing>> read = new EnumMap<>(Dimension.class);
    List<RingTable.Standing> changed = new ArrayList<>();
    for (RingTable.Standing each : rings.of(tx, community)) {
      List<Breakdown.Standing> standing =
          read.computeIfAbsent(
              each.alarm().dimension(), by -> breakdowns.standing(tx, community, by));
      AlarmState next =
          each.state().next(each.alarm(), each.alarm().measure(standing, now), now, Ids::next);
      if (!next.equals(each.state())) {
        changed.add(new RingTable.Standing(each.alarm(), each.version(), next));
      }
    }
    if (!changed.isEmpty()) {
      rings.store(tx, community, changed, now);
    }
  }
}
