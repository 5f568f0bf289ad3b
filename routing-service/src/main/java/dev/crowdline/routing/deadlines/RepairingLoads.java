package dev.crowdline.routing.deadlines;

import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compares every minute what members hold with the count of it, mends what differs, and alerts. */
@ApplicationScoped
public class RepairingLoads {
  private static final Logger LOG = Logger.getLogger(RepairingLoads.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Database database;
  private final LoadTable loads;
  private final MemberIndex index;
  private final Counter mended;
  private @Nullable Loop loop;

  RepairingLoads(Database database, LoadTable loads, MemberIndex index, MeterRegistry metrics) {
    this.database = database;
    this.loads = loads;
    this.index = index;
    this.mended =
        Counter.builder("crowdline.loads.mended")
            .description("Members whose load differed from what they held; any is a bug")
            .register(metrics);
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("load-repair", PAUSE, this::repair);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Returns how many members' loads were wrong. */
  public int repair() {
    List<UUID> suspects = database.read(loads::suspects);
    if (suspects.isEmpty()) {
      return 0;
    }
    List<LoadTable.Load> right = database.transact(tx -> loads.mend(tx, suspects));
    if (!right.isEmpty()) {
      LOG.errorf("the loads of %d members were wrong and are mended; this is a bug", right.size());
      mended.increment(right.size());
      right.forEach(l -> index.setLoad(l.memberId(), l.load(), l.capacity(), l.idleSince()));
    }
    return right.size();
  }
}
