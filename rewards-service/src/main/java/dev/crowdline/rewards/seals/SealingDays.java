package dev.crowdline.rewards.seals;

import dev.crowdline.rewards.ledger.persistence.LedgerTable;
import dev.crowdline.rewards.programme.persistence.ProgrammeTable;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.rewards.seals.domain.Sealing;
import dev.crowdline.rewards.seals.messaging.StatingSeals;
import dev.crowdline.rewards.seals.persistence.SealTable;
import dev.crowdline.rewards.seals.persistence.SealTable.Line;
import dev.crowdline.rewards.seals.persistence.SealTable.Open;
import dev.crowdline.rewards.seals.persistence.SealTable.Progress;
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
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes the day that is over, and seals it for each community. A day is closed for all at once,
 * when no transaction that began to write on it runs any more; then its transfers are final, and
 * any replica seals them at leisure.
 */
@ApplicationScoped
public class SealingDays {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int PAGE = 10_000;

  private final Database database;
  private final SealTable seals;
  private final LedgerTable ledger;
  private final ProgrammeTable programme;
  private final InstantSource clock;
  private @Nullable Loop loop;

  SealingDays(
      Database database,
      SealTable seals,
      LedgerTable ledger,
      ProgrammeTable programme,
      InstantSource clock) {
    this.database = database;
    this.seals = seals;
    this.ledger = ledger;
    this.programme = programme;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("seals", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  void sweep() {
    Progress progress = database.read(seals::progress);
    if (progress.closedUntil().isBefore(progress.today())) {
      close(progress.today());
      progress = database.read(seals::progress);
    }
    if (progress.sealedUntil().isBefore(progress.closedUntil())) {
      sealAll(progress.closedUntil());
    }
  }

  /** Lets nothing be booked before that time any more. */
  void close(Instant until) {
    database.transact(tx -> ledger.close(tx, until));
  }

  /** Seals every day that ends by then, each in a transaction of its own. */
  void sealAll(Instant until) {
    for (List<Open> open = open(until); !open.isEmpty(); open = open(until)) {
      open.forEach(day ->
          database.transact(tx -> {
            seal(tx, day);
            return null;
          }));
    }
    database.transact(tx -> {
      seals.sealedUntil(tx, until);
      return null;
    });
  }

  private List<Open> open(Instant until) {
    return database.read(sql -> seals.open(sql, until));
  }

  private void seal(Tx tx, Open open) {
    seals.lock(tx);
    if (seals.find(tx, open.community(), open.day()) != null) {
      return;
    }
    Seal seal = computed(tx, open.community(), open.day());
    Instant now = clock.instant();
    seals.add(tx, seal, now);
    programme.keep(tx, seal.community(), seal.day());
    StatingSeals.sealed(tx, seal, now);
  }

  /** The seal that a day's transfers come to. */
  Seal computed(Sql sql, String community, LocalDate day) {
    Seal before = seals.before(sql, community, day);
    Sealing sealing = new Sealing(community, day, before == null ? null : before.hash());
    long position = 0;
    List<Line> page;
    do {
      page = seals.lines(sql, community, day, position, PAGE);
      for (Line line : page) {
        sealing.add(line.text());
        position = line.position();
      }
    } while (page.size() == PAGE);
    return sealing.seal();
  }
}
