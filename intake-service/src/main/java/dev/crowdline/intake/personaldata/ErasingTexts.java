package dev.crowdline.intake.personaldata;

import dev.crowdline.intake.channels.persistence.ChannelThreadTable;
import dev.crowdline.intake.customers.persistence.CustomerTable;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.intake.personaldata.domain.Erasure;
import dev.crowdline.intake.personaldata.messaging.StatingErasures;
import dev.crowdline.intake.personaldata.persistence.ErasureTable;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.ErasedRequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.intake.understanding.ConfirmingExamples;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Clears what is to be forgotten, some requests at a time, so that a customer of many years holds
 * up nobody. Any number of replicas sweep beside each other; what one of them has locked, the
 * others leave.
 */
@ApplicationScoped
public class ErasingTexts {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 200;

  private final Database database;
  private final RequestTable requests;
  private final ErasedRequestTable erased;
  private final ErasureTable erasures;
  private final CustomerTable customers;
  private final ConfirmingExamples examples;
  private final ChannelThreadTable threads;
  private final ArticleTable articles;
  private final InstantSource clock;
  private @Nullable Loop loop;

  ErasingTexts(
      Database database,
      RequestTable requests,
      ErasedRequestTable erased,
      ErasureTable erasures,
      CustomerTable customers,
      ConfirmingExamples examples,
      ChannelThreadTable threads,
      ArticleTable articles,
      InstantSource clock) {
    this.database = database;
    this.requests = requests;
    this.erased = erased;
    this.erasures = erasures;
    this.customers = customers;
    this.examples = examples;
    this.threads = threads;
    this.articles = articles;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("erasing-texts", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Does all that is due now. */
  void sweep() {
    boolean more;
    do {
      more = database.transact(tx -> ofCustomer(tx, clock.instant()));
    } while (more);
    Map<String, Integer> outdated =
        database.read(sql -> erased.communitiesWithOlder(sql, clock.instant()));
    outdated.forEach((community, days) -> {
      int done;
      do {
        done = database.transact(tx -> older(tx, community, days, clock.instant()));
      } while (done == BATCH);
    });
  }

  /**
   * Some requests of a customer who is to be forgotten. Only a step that finds none ends it: a
   * request that a customer's page began a moment ago is seen by the step after.
   */
  private boolean ofCustomer(Tx tx, Instant now) {
    Erasure erasure = erasures.lockDue(tx, now);
    if (erasure == null || erasure.customerId() == null) {
      return false;
    }
    List<Held> held = erased.lockOfCustomer(tx, erasure.community(), erasure.customerId(), BATCH);
    if (held.isEmpty()) {
      erasures.finish(tx, erasure, now);
      return true;
    }
    end(tx, held, now);
    clear(tx, erasure.community(), held, erasure.id(), Erasure.Why.CUSTOMER, now, now);
    return true;
  }

  /** Nobody waits for an answer that is to be forgotten; one that waits for its verdict is paid. */
  private void end(Tx tx, List<Held> held, Instant now) {
    List<Change> changes = new ArrayList<>();
    for (Held request : held) {
      if (Commanding.cancel(request.life(), Happening.Who.OPERATOR, "", Ids::next, now)
          instanceof Decision decision) {
        changes.add(new Change(request, decision));
      }
    }
    requests.store(tx, changes);
    changes.forEach(change ->
        StatingRequests.happened(tx, change.before(), null, now, change.decision().happenings()));
  }

  private int older(Tx tx, String community, int days, Instant now) {
    List<Held> held = erased.lockEnded(tx, community, now.minus(Duration.ofDays(days)), BATCH);
    if (!held.isEmpty()) {
      UUID day = erasures.ofDay(tx, community, Ids.next(), now);
      clear(tx, community, held, day, Erasure.Why.RETENTION, now, null);
      List<UUID> of = erased.customersOf(tx, community, held.stream().map(Held::id).toList());
      customers.forget(tx, community, customers.lockForgotten(tx, community, of));
    }
    return held.size();
  }

  private void clear(
      Tx tx,
      String community,
      List<Held> held,
      UUID erasureId,
      Erasure.Why why,
      Instant now,
      @Nullable Instant dueAt) {
    List<UUID> ids = held.stream().map(Held::id).toList();
    long texts =
        erased.erase(tx, community, ids, erasureId)
            + examples.forget(tx, community, ids)
            + threads.erase(tx, community, ids);
    articles.forget(tx, community, ids);
    StatingErasures.erased(tx, held, erasureId, why, now);
    erasures.count(tx, community, erasureId, held.size(), texts, dueAt);
  }
}
