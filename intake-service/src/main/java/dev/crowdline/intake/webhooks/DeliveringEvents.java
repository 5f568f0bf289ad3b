package dev.crowdline.intake.webhooks;

import dev.crowdline.intake.channels.domain.Retrying;
import dev.crowdline.intake.webhooks.SendingEvents.Sent;
import dev.crowdline.intake.webhooks.SendingEvents.Work;
import dev.crowdline.intake.webhooks.domain.Event;
import dev.crowdline.intake.webhooks.domain.Progress;
import dev.crowdline.intake.webhooks.domain.Webhook;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery;
import dev.crowdline.intake.webhooks.persistence.EventTable;
import dev.crowdline.intake.webhooks.persistence.EventTable.Reach;
import dev.crowdline.intake.webhooks.persistence.WebhookDeliveryTable;
import dev.crowdline.intake.webhooks.persistence.WebhookTable;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Leased;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Standing;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells webhooks what happened, each by itself: a replica leases one, sends what is next in the
 * order of events, and notes what became of it (P4, P12). Who dies in between leaves a lease that
 * ends; what it had sent is sent once more under the same id (P6).
 *
 * <p>Events of one request go one after the other, those of several beside each other. What is not
 * taken is tried again, ever later, for a day. While nothing reaches a webhook one event is tried
 * at a time, an old one and a new one, and after a day of that it is disabled.
 */
@ApplicationScoped
public class DeliveringEvents {
  private static final Logger LOG = Logger.getLogger(DeliveringEvents.class);

  /** How long events can be read and deliveries looked at. */
  public static final Duration KEPT = Duration.ofDays(14);

  /** How often one that is not reached is tried at most, however much waits for it. */
  public static final Duration PROBE = Duration.ofSeconds(30);

  private static final Duration FORGETTING = Duration.ofMinutes(10);
  private static final int MOST_FORGOTTEN = 1_000;

  /** How soon is found what another replica kept. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Webhooks that a replica serves at the same time; a slow one holds up no other. */
  private static final int MOST_WEBHOOKS = 1_000;

  private static final int MOST_LEASED = 16;
  private static final int MOST_IN_A_TURN = 50;

  /** Above a turn with the last messages of it, which all may take as long as they are let. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private final Database database;
  private final EventTable events;
  private final WebhookTable webhooks;
  private final WebhookDeliveryTable deliveries;
  private final SendingEvents sending;
  private final InstantSource clock;
  private final Semaphore news = new Semaphore(0);
  private final Semaphore places = new Semaphore(MOST_WEBHOOKS);
  private final ExecutorService working =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());

  /** Of the pool that all share: who has much to tell must not take all of it. */
  private final Semaphore connections = new Semaphore(2);

  private @Nullable Loop looking;
  private @Nullable Loop forgetting;

  DeliveringEvents(
      Database database,
      EventTable events,
      WebhookTable webhooks,
      WebhookDeliveryTable deliveries,
      SendingEvents sending,
      InstantSource clock) {
    this.database = database;
    this.events = events;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.sending = sending;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    looking = Loop.start("delivering-events", this::look);
    forgetting = Loop.every("forgetting-events", FORGETTING, this::forget);
  }

  void stop(@Observes ShutdownEvent event) {
    if (looking != null) {
      looking.close();
    }
    if (forgetting != null) {
      forgetting.close();
    }
    working.shutdownNow();
  }

  /** Something is due. */
  public void wake() {
    news.release();
  }

  private void look() throws InterruptedException {
    if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
    while (places.availablePermits() > 0) {
      Instant now = clock.instant();
      int most = Math.min(places.availablePermits(), MOST_LEASED);
      List<Leased> leased = database.transact(tx -> webhooks.lease(tx, now, now.plus(LEASE), most));
      for (Leased each : leased) {
        places.acquire();
        working.execute(() -> serve(each));
      }
      if (leased.size() < most) {
        return;
      }
    }
  }

  private void serve(Leased leased) {
    try {
      turn(leased);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // It stays leased, and is looked at again when the lease ends.
      LOG.errorf(e, "webhook %s was not served and is looked at again", leased.id());
    } finally {
      places.release();
      wake();
    }
  }

  private void turn(Leased leased) throws InterruptedException {
    Work work = work(leased);
    if (work == null) {
      return;
    }
    Sent sent = work.webhook().pushes() ? sending.send(work) : new Sent(work.progress().position());
    transact(tx -> {
      note(tx, leased, work, sent);
      return null;
    });
  }

  private <T extends @Nullable Object> T transact(Function<Tx, T> step)
      throws InterruptedException {
    connections.acquire();
    try {
      return database.transact(step);
    } finally {
      connections.release();
    }
  }

  /** Null when it was removed meanwhile. */
  private @Nullable Work work(Leased leased) throws InterruptedException {
    String community = leased.community();
    Instant now = clock.instant();
    return transact(tx -> {
      Standing standing = webhooks.find(tx, community, leased.id());
      Reach reach = events.reach(tx, community);
      if (standing == null || reach == null) {
        return null;
      }
      Progress progress = standing.progress();
      int most = progress.failingSince() == null ? MOST_IN_A_TURN : 1;
      List<WebhookDelivery> again = deliveries.due(tx, community, leased.id(), now, most);
      List<Event> fresh =
          events.between(
              tx, community, progress.position(), reach.last(), standing.webhook().types(), most);
      return new Work(
          standing.webhook(),
          progress,
          webhooks.secrets(tx, community, leased.id(), now),
          again,
          events.at(tx, community, again.stream().map(WebhookDelivery::position).toList()).stream()
              .collect(Collectors.toMap(Event::position, Function.identity())),
          fresh,
          fresh.size() < most ? reach.last() : fresh.getLast().position());
    });
  }

  /** What a turn came to. Nobody numbers events meanwhile, so that none is overlooked. */
  private void note(Tx tx, Leased leased, Work work, Sent sent) {
    Long last = events.hold(tx, leased.community());
    Progress standing = webhooks.lockLeased(tx, leased);
    if (standing == null || last == null) {
      return;
    }
    deliveries.save(tx, sent.deliveries);
    Instant now = clock.instant();
    Instant failingSince = standing.failingSince();
    if (sent.deliveredAt != null) {
      failingSince = null;
    } else if (sent.failed && failingSince == null) {
      failingSince = now;
    }
    boolean inVain =
        failingSince != null
            && sent.problem != null
            && !now.isBefore(failingSince.plus(Retrying.PATIENCE));
    if (sent.gone || inVain) {
      disable(tx, leased, sent.gone);
      failingSince = null;
    }
    // What was asked for meanwhile, as a replay is, counts.
    long position =
        standing.position() == work.progress().position() ? sent.position : standing.position();
    Instant next = deliveries.nextDue(tx, leased.community(), leased.id());
    if (next == null) {
      failingSince = null;
    }
    boolean more = position < last;
    webhooks.release(
        tx,
        leased,
        new Progress(
            position,
            0,
            failingSince,
            sent.problem != null
                ? sent.problem
                : sent.deliveredAt == null ? standing.problem() : null,
            sent.deliveredAt == null ? standing.deliveredAt() : sent.deliveredAt),
        isOff(tx, leased) ? null : due(now, failingSince != null, more, next));
  }

  /**
   * When a webhook is looked at next.
   *
   * @param more whether there is something new for it
   * @param next when an old event is to be tried again; null when none is
   */
  private static @Nullable Instant due(
      Instant now, boolean failing, boolean more, @Nullable Instant next) {
    if (!failing) {
      return more ? now : next;
    }
    Instant probe = now.plus(PROBE);
    // What waited for its turn is not tried at once, or all that waits would be.
    if (next == null || !next.isAfter(now)) {
      return probe;
    }
    return more && next.isAfter(probe) ? probe : next;
  }

  private boolean isOff(Tx tx, Leased leased) {
    Standing now = webhooks.find(tx, leased.community(), leased.id());
    return now == null || !now.webhook().pushes();
  }

  private void disable(Tx tx, Leased leased, boolean gone) {
    LOG.warnf(
        "webhook %s of %s is disabled: %s",
        leased.id(),
        leased.community(),
        gone ? "it answered that it is gone" : "nothing reached it for a day");
    Webhook locked = webhooks.lock(tx, leased.community(), leased.id());
    if (locked != null) {
      webhooks.put(tx, locked.disabled());
    }
  }

  /** Forgets what is older than events and deliveries are kept. */
  void forget() {
    Instant before = clock.instant().minus(KEPT);
    Stream.<Function<Tx, Integer>>of(
            tx -> events.forget(tx, before, MOST_FORGOTTEN),
            tx -> deliveries.forget(tx, before, MOST_FORGOTTEN))
        .forEach(step -> {
          int forgotten;
          do {
            forgotten = database.transact(step);
          } while (forgotten == MOST_FORGOTTEN);
        });
  }
}
