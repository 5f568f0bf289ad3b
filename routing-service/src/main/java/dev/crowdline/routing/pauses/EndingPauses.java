package dev.crowdline.routing.pauses;

import dev.crowdline.routing.indexing.RefreshingTheIndex;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.pauses.persistence.PauseTable;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends pauses whose time is over; every replica does, and skips what another has locked. */
@ApplicationScoped
public class EndingPauses {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 500;

  private final Database database;
  private final PauseTable pauses;
  private final MemberTable members;
  private final RefreshingTheIndex index;
  private final InstantSource clock;
  private @Nullable Loop loop;

  EndingPauses(
      Database database,
      PauseTable pauses,
      MemberTable members,
      RefreshingTheIndex index,
      InstantSource clock) {
    this.database = database;
    this.pauses = pauses;
    this.members = members;
    this.index = index;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("pauses-end", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  private void sweep() {
    List<UUID> ended;
    do {
      ended = database.transact(this::sweepBatch);
      if (!ended.isEmpty()) {
        index.refresh(ended);
      }
    } while (ended.size() == BATCH);
  }

  private List<UUID> sweepBatch(Tx tx) {
    Instant now = clock.instant();
    List<UUID> over = pauses.lockOver(tx, now, BATCH);
    if (!over.isEmpty()) {
      pauses.end(tx, over);
      members
          .withIds(tx, over)
          .forEach(m -> tx.state(m.community(), m.id(), now, Registering.updated(m)));
    }
    return over;
  }
}
