package dev.crowdline.rewards.ranks;

import dev.crowdline.rewards.ranks.domain.RankReason;
import dev.crowdline.rewards.ranks.domain.Standing;
import dev.crowdline.rewards.ranks.persistence.StandingTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranks members again when their answers grow too old to count, and all of a community when its
 * ladder was changed: in batches, each in a transaction of its own, on whichever replica comes
 * first.
 */
@ApplicationScoped
public class SweepingRanks {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCH = 500;

  private final Database database;
  private final StandingTable standings;
  private final RankingMembers ranking;
  private final InstantSource clock;
  private @Nullable Loop loop;

  SweepingRanks(
      Database database, StandingTable standings, RankingMembers ranking, InstantSource clock) {
    this.database = database;
    this.standings = standings;
    this.ranking = ranking;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("ranks", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  void sweep() {
    while (database.transact(this::rankDue)) {
      // There may be more.
    }
    while (database.transact(this::rankOnChanged)) {
      // There may be more.
    }
  }

  /** Ladders are kept first, then standings are locked, as everybody does who ranks. */
  private boolean rankDue(Tx tx) {
    Instant now = clock.instant();
    List<String> communities = standings.communitiesDue(tx, now, BATCH);
    if (communities.isEmpty()) {
      return false;
    }
    standings.keepLadders(tx, communities);
    List<Standing> due = standings.due(tx, communities, now, BATCH);
    ranking.rank(tx, due, RankReason.TIME);
    return due.size() == BATCH;
  }

  private boolean rankOnChanged(Tx tx) {
    String community = standings.changed(tx);
    if (community == null) {
      return false;
    }
    standings.keepLadders(tx, List.of(community));
    long version = ranking.ladder(tx, community).version();
    List<Standing> others = standings.onOthers(tx, community, version, BATCH);
    ranking.rank(tx, others, RankReason.LADDER);
    standings.known(tx, community, version);
    return !others.isEmpty();
  }
}
