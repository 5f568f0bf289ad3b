package dev.crowdline.sla.whatif;

import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.whatif.domain.Inquiry;
import dev.crowdline.sla.whatif.domain.Question;
import dev.crowdline.sla.whatif.domain.Recording;
import dev.crowdline.sla.whatif.domain.Rules;
import dev.crowdline.sla.whatif.domain.WhatIf;
import dev.crowdline.sla.whatif.messaging.ReadingRecordings;
import dev.crowdline.sla.whatif.persistence.WhatIfTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.running.Temporary;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tenancy.PolicyTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers what was asked, one question at a time in each replica, in one thread: what is answered
 * is never worth more than what runs. A replica that ends meanwhile leaves it to another (P12).
 */
@ApplicationScoped
public class RunningWhatIfs {
  private static final Logger LOG = Logger.getLogger(RunningWhatIfs.class);

  /** Questions of other replicas, and of ones that ended, are looked for so often. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Who works on one says so every second, and is given up after so long. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(1);

  /** The most requests of one recording, with those before and after its period. */
  private static final int MOST_READ = 20_000;

  /** What waits when a period begins, and what comes after it, is read as far as this. */
  private static final Duration AROUND = Duration.ofHours(6);

  /** The most versions of a policy that may have been in force in a period. */
  private static final int MOST_VERSIONS = 100;

  private final Database database;
  private final WhatIfTable whatIfs;
  private final PolicyTable policies;
  private final CalendarTable calendars;
  private final Communities communities;
  private final ReadingRecordings reading;
  private final InstantSource clock;
  private final Semaphore asked = new Semaphore(0);
  private @Nullable Loop loop;

  RunningWhatIfs(
      Database database,
      WhatIfTable whatIfs,
      PolicyTable policies,
      CalendarTable calendars,
      Communities communities,
      ReadingRecordings reading,
      InstantSource clock) {
    this.database = database;
    this.whatIfs = whatIfs;
    this.policies = policies;
    this.calendars = calendars;
    this.communities = communities;
    this.reading = reading;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.start("what-if", this::step);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Something was asked here. */
  void wake() {
    asked.release();
  }

  private void step() throws InterruptedException {
    asked.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    asked.drainPermits();
    Inquiry next = take();
    while (next != null) {
      answer(next);
      next = take();
    }
  }

  private @Nullable Inquiry take() {
    Instant now = clock.instant();
    return database.transact(tx -> whatIfs.take(tx, now, now.plus(LEASE)));
  }

  private void answer(Inquiry inquiry) {
    try {
      WhatIf result = result(inquiry);
      database.transact(tx -> {
        whatIfs.done(tx, inquiry, result, clock.instant());
        return null;
      });
    } catch (NoAnswerException e) {
      fail(inquiry, String.valueOf(e.getMessage()));
    } catch (LostException e) {
      LOG.debugf("what-if %s is somebody else's", inquiry.id());
    } catch (RuntimeException e) {
      if (Temporary.isInfrastructure(e) || Thread.currentThread().isInterrupted()) {
        // Its lease ends, and another replica begins anew.
        throw e;
      }
      LOG.errorf(e, "what-if %s failed", inquiry.id());
      fail(inquiry, "it failed inside; the log of the sla service says why");
    }
  }

  private void fail(Inquiry inquiry, String reason) {
    database.transact(tx -> {
      whatIfs.failed(tx, inquiry, reason, clock.instant());
      return null;
    });
  }

  /** There is none, and why. */
  private static final class NoAnswerException extends Exception {
    NoAnswerException(String reason) {
      super(reason);
    }
  }

  /** Somebody else has it by now, or will have. */
  private static final class LostException extends RuntimeException {}

  private WhatIf result(Inquiry inquiry) throws NoAnswerException {
    DoubleConsumer progress = new Telling(inquiry);
    Policy policy = inquiry.question().policy();
    return switch (inquiry.question().source()) {
      case Question.Recorded period -> recorded(inquiry, period, policy, progress);
      case Question.Generated day ->
          WhatIf.of(
              inquiry.community(),
              day,
              inquiry.listed().askedAt().truncatedTo(ChronoUnit.DAYS),
              rules(inquiry.community(), Instant.MAX),
              policy,
              progress);
      case Question.Tickets tickets ->
          WhatIf.of(
              inquiry.community(),
              tickets,
              rules(inquiry.community(), Instant.MAX),
              policy,
              progress);
    };
  }

  private WhatIf recorded(
      Inquiry inquiry, Question.Recorded period, Policy policy, DoubleConsumer progress)
      throws NoAnswerException {
    Instant now = clock.instant();
    Instant until = period.to().plus(AROUND);
    Recording recording;
    try {
      recording =
          reading.read(
              new ReadingRecordings.Wanted(
                  inquiry.community(),
                  period.from().minus(AROUND),
                  period.from(),
                  period.to(),
                  until.isAfter(now) ? now : until,
                  MOST_READ,
                  communities.policyOf(inquiry.community()).newMemberCapacity()),
              () -> progress.accept(0));
    } catch (ReadingRecordings.SilentException e) {
      throw new NoAnswerException("Kafka said nothing for a minute; ask again when it is there");
    } catch (ReadingRecordings.TooManyException e) {
      throw new NoAnswerException(
          "more than "
              + MOST_READ
              + " requests were submitted in it and within six hours of it; ask for a shorter period");
    }
    if (recording.counted() == 0) {
      throw new NoAnswerException("nothing that was submitted in it is recorded any more");
    }
    return WhatIf.of(recording, rules(inquiry.community(), period.from()), policy, progress);
  }

  /** As they are, and were since that moment. */
  private Rules rules(String community, Instant since) {
    Communities.Community known = communities.of(community);
    return database.read(sql -> {
      TreeMap<Instant, Policy> inForce = new TreeMap<>();
      for (PolicyTable.Version version : versions(sql, community)) {
        inForce.put(version.since(), version.policy());
        if (!version.since().isAfter(since)) {
          break;
        }
      }
      if (inForce.isEmpty()) {
        inForce.put(Instant.EPOCH, known.policy());
      }
      return new Rules(
          inForce,
          calendars.inForce(sql, List.of(community)).get(community),
          known.earningVersion() == 0 ? null : known.earning());
    });
  }

  private List<PolicyTable.Version> versions(Sql sql, String community) {
    return policies.before(sql, community, Integer.MAX_VALUE, MOST_VERSIONS);
  }

  /** Says how far it has come, once a second, and keeps it. */
  private final class Telling implements DoubleConsumer {
    private final Inquiry inquiry;
    private Instant toldAt = Instant.EPOCH;

    Telling(Inquiry inquiry) {
      this.inquiry = inquiry;
    }

    @Override
    public void accept(double share) {
      if (Thread.currentThread().isInterrupted()) {
        throw new LostException();
      }
      Instant now = clock.instant();
      if (now.isBefore(toldAt.plus(BETWEEN_WORDS))) {
        return;
      }
      toldAt = now;
      int percent = (int) Math.clamp(share * 100, 0, 99);
      if (!database.transact(tx -> whatIfs.goesOn(tx, inquiry, percent, now.plus(LEASE)))) {
        throw new LostException();
      }
    }
  }
}
