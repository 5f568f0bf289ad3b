package dev.crowdline.sla.waits;

import dev.crowdline.sla.clocks.Change;
import dev.crowdline.sla.clocks.KnowingWaits;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.waits.domain.Queue;
import dev.crowdline.sla.waits.persistence.WaitTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What requests of a queue wait just now: nine of ten of those that somebody took from it within
 * the last hour waited no longer. Read again every two seconds; where it has grown, what waits in
 * that queue and predicts is looked at. Any replica may do that: the row's lock decides who fires.
 */
@ApplicationScoped
public class ExpectingWaits implements KnowingWaits {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration SPAN = Duration.ofHours(1);
  private static final int PAGE = 1_000;

  private final Database database;
  private final WaitTable waits;
  private final InstantSource clock;
  private volatile Map<Queue, Duration> expected = Map.of();

  /** By which waits everything was looked at. */
  private final Map<Queue, Duration> looked = new HashMap<>();

  private @Nullable Loop loop;

  ExpectingWaits(Database database, WaitTable waits, InstantSource clock) {
    this.database = database;
    this.waits = waits;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("expecting-waits", PAUSE, this::read);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Reads what is waited, and has what that may concern looked at. */
  public synchronized void read() {
    Instant now = clock.instant();
    Map<Queue, Duration> read = database.read(sql -> waits.expected(sql, now.minus(SPAN)));
    // First: who is being looked at meanwhile is waited for, and looked at again.
    expected = Map.copyOf(read);
    looked.keySet().retainAll(read.keySet());
    read.forEach((queue, wait) -> {
      if (looked.getOrDefault(queue, Duration.ZERO).compareTo(wait) < 0) {
        look(queue);
      }
      looked.put(queue, wait);
    });
    database.transact(tx -> waits.forgetBefore(tx, now.minus(SPAN.multipliedBy(2)), PAGE));
  }

  private void look(Queue queue) {
    UUID after = new UUID(0, 0);
    while (after != null) {
      UUID from = after;
      after = database.transact(tx -> waits.look(tx, queue, from, clock.instant(), PAGE));
    }
  }

  @Override
  public Map<ClockedRequest.Key, Duration> of(
      Sql sql, Map<ClockedRequest.Key, RequestClocks> waiting) {
    Map<ClockedRequest.Key, Duration> known = new HashMap<>();
    waits
        .queues(sql, waiting)
        .forEach((key, queue) -> {
          Duration wait = expected.get(queue);
          if (wait != null) {
            known.put(key, wait);
          }
        });
    return known;
  }

  @Override
  public void follow(Tx tx, Instant now, List<Change> changes) {
    Map<ClockedRequest.Key, RequestClocks> predicting = new HashMap<>();
    List<ClockedRequest.Key> over = new ArrayList<>();
    Map<ClockedRequest.Key, RequestClocks> taken = new HashMap<>();
    for (Change change : changes) {
      ClockedRequest.Key key = change.after().key();
      RequestClocks after = change.after().clocks();
      if (after.predicts()) {
        predicting.put(key, after);
      } else if (change.before().predicts()) {
        over.add(key);
      }
      Duration waited = waited(after);
      if (waited != null && !waited.equals(waited(change.before()))) {
        taken.put(key, after);
      }
    }
    waits.predict(tx, waits.queues(tx, predicting), now);
    waits.forget(tx, over);
    waits.waited(
        tx,
        waits.queues(tx, taken).entrySet().stream()
            .map(each -> wait(each.getKey(), each.getValue(), taken))
            .toList());
  }

  private static WaitTable.Wait wait(
      ClockedRequest.Key key, Queue queue, Map<ClockedRequest.Key, RequestClocks> taken) {
    RequestClocks clocks = Objects.requireNonNull(taken.get(key));
    Instant at = Objects.requireNonNull(clocks.timeline().acceptedAt());
    return new WaitTable.Wait(key, queue, at, Objects.requireNonNull(waited(clocks)));
  }

  /**
   * Until somebody took it for the first time; null when nobody did, or when it began is unknown.
   */
  private static @Nullable Duration waited(RequestClocks clocks) {
    Submission asked = clocks.submission();
    if (asked == null || clocks.marks().stream().noneMatch(Mark.Taken.class::isInstance)) {
      return null;
    }
    Instant takenAt = clocks.timeline().acceptedAt();
    return takenAt == null ? null : Duration.between(asked.at(), takenAt);
  }
}
