package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.intake.knowledge.persistence.KnowledgeUseTable;
import dev.crowdline.intake.knowledge.persistence.KnowledgeUseTable.Day;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts how help centres are used. Counts are gathered for a second and stored together, so that
 * readers do not wait for one row; a replica that is killed loses that second of them.
 */
@ApplicationScoped
public class CountingUse {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Database database;
  private final KnowledgeUseTable use;
  private final InstantSource clock;
  // Guarded by itself; as many entries as communities were used within the second.
  private final Map<Day, Map<Use.Of, Long>> gathered = new HashMap<>();
  private @Nullable Loop loop;

  CountingUse(Database database, KnowledgeUseTable use, InstantSource clock) {
    this.database = database;
    this.use = use;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("counting-use", PAUSE, this::store);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    store();
  }

  /** Counts one. */
  public void count(String community, Use.Of what) {
    Day day = new Day(community, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    synchronized (gathered) {
      gathered.computeIfAbsent(day, k -> new EnumMap<>(Use.Of.class)).merge(what, 1L, Long::sum);
    }
  }

  /** Stores what was counted since. */
  void store() {
    Map<Day, Map<Use.Of, Long>> counted;
    synchronized (gathered) {
      counted = new HashMap<>(gathered);
      gathered.clear();
    }
    if (!counted.isEmpty()) {
      database.transact(tx -> {
        use.add(tx, counted);
        return null;
      });
    }
  }
}
