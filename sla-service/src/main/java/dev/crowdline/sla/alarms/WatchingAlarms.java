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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what alarms watch, every two seconds, in one replica at a time (P12). What rang is
 * stored with how the alarm stands, so that it rings once however often somebody looks, and goes on
 * where a killed replica was.
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

  private record Asked(String community, Dimension by) {}

  /** Looks once, unless another replica does; safe at any time. */
  public void look() {
    database.transact(tx -> {
      if (rings.mayWatch(tx)) {
        look(tx, clock.instant());
      }
      return null;
    });
  }

  private void look(Tx tx, Instant now) {
    Map<Asked, List<Breakdown.Standing>> read = new HashMap<>();
    List<RingTable.Standing> changed =
        rings.all(tx).stream()
            .map(each -> {
              long measured =
                  each.alarm()
                      .measure(
                          read.computeIfAbsent(
                              new Asked(each.community(), each.alarm().dimension()),
                              asked -> breakdowns.standing(tx, asked.community(), asked.by())),
                          now);
              AlarmState next = each.state().next(each.alarm(), measured, now, Ids::next);
              return next.equals(each.state())
                  ? null
                  : new RingTable.Standing(each.community(), each.alarm(), each.version(), next);
            })
            .filter(Objects::nonNull)
            .toList();
    if (!changed.isEmpty()) {
      rings.store(tx, changed, now);
    }
  }
}
