package dev.crowdline.routing.pauses;

import dev.crowdline.routing.indexing.RefreshingTheIndex;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.pauses.persistence.StopTable;
import dev.crowdline.routing.pauses.persistence.StopTable.Stop;
import dev.crowdline.routing.routes.WithdrawingOffers;
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

/**
 * Pauses members of whom an answer was judged harmful, until an operator decides, and takes away
 * what is offered to them. Not where the fact is heard: members are locked alone here, and in one
 * order. What is not finished is done again.
 */
@ApplicationScoped
public class StoppingMembers {
  private static final String REASON =
      "an answer of yours was judged harmful; an operator decides how it goes on.";

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCH = 100;

  private final Database database;
  private final StopTable stops;
  private final MemberTable members;
  private final WithdrawingOffers withdrawing;
  private final RefreshingTheIndex index;
  private final InstantSource clock;
  private @Nullable Loop loop;

  StoppingMembers(
      Database database,
      StopTable stops,
      MemberTable members,
      WithdrawingOffers withdrawing,
      RefreshingTheIndex index,
      InstantSource clock) {
    this.database = database;
    this.stops = stops;
    this.members = members;
    this.withdrawing = withdrawing;
    this.index = index;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("members-stop", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  private void sweep() {
    List<Stop> stopped;
    do {
      stopped = database.transact(this::pause);
      for (Stop each : stopped) {
        withdrawing.of(each.community(), each.memberId(), "you are paused: " + REASON);
        database.transact(tx -> {
          stops.done(tx, each);
          return null;
        });
      }
    } while (stopped.size() == BATCH);
  }

  private List<Stop> pause(Tx tx) {
    Instant now = clock.instant();
    List<Stop> some = stops.lockSome(tx, BATCH);
    if (!some.isEmpty()) {
      List<UUID> paused = stops.pause(tx, some, REASON, now);
      members
          .withIds(tx, paused)
          .forEach(m -> tx.state(m.community(), m.id(), now, Registering.updated(m)));
      tx.afterCommit(() -> index.refresh(paused));
    }
    return some;
  }
}
