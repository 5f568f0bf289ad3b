package dev.crowdline.intake.channels;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.ChannelPort.Sender;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.Delivery;
import dev.crowdline.intake.channels.domain.Outgoing;
import dev.crowdline.intake.channels.domain.Retrying;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable.Standing;
import dev.crowdline.intake.channels.persistence.ChannelSeal;
import dev.crowdline.intake.channels.persistence.ChannelSeal.Purpose;
import dev.crowdline.intake.channels.persistence.ChannelThreadTable;
import dev.crowdline.intake.channels.persistence.ChannelThreadTable.Found;
import dev.crowdline.intake.channels.persistence.DeliveryTable;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.tenancy.Communities;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, any number of replicas beside each other (P4, P12). A delivery is claimed,
 * then sent outside of any transaction, then noted. Who dies between sending and noting leaves it
 * claimed: it is claimed again when the claim ends, sent once more under the same id, and marked as
 * unsure.
 */
@ApplicationScoped
public class SendingDeliveries {
  private static final Logger LOG = Logger.getLogger(SendingDeliveries.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Of one account at a time, by one connection. */
  private static final int BATCH = 10;

  /** Accounts that are sent by at the same time; a slow one holds up no other. */
  private static final int MOST_ACCOUNTS = 16;

  /** Above what a batch can take when every message takes as long as a channel allows. */
  static final Duration CLAIM = Duration.ofMinutes(10);

  private final Database database;
  private final DeliveryTable deliveries;
  private final ChannelAccountTable accounts;
  private final ChannelThreadTable threads;
  private final RequestTable requests;
  private final Communities communities;
  private final CustomerPages pages;
  private final ChannelSeal seal;
  private final InstantSource clock;
  private final Map<Channel, ChannelPort> ports = new EnumMap<>(Channel.class);
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
  // Of the platform, as mailboxes are read: see MailboxReader.
  private final ExecutorService sending =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("sending-", 0).factory());
  private @Nullable Loop loop;

  SendingDeliveries(
      Database database,
      DeliveryTable deliveries,
      ChannelAccountTable accounts,
      ChannelThreadTable threads,
      RequestTable requests,
      Communities communities,
      CustomerPages pages,
      ChannelSeal seal,
      InstantSource clock,
      Instance<ChannelPort> ports) {
    this.database = database;
    this.deliveries = deliveries;
    this.accounts = accounts;
    this.threads = threads;
    this.requests = requests;
    this.communities = communities;
    this.pages = pages;
    this.seal = seal;
    this.clock = clock;
    ports.forEach(port -> this.ports.put(port.channel(), port));
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("sending-deliveries", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    sending.shutdownNow();
  }

  /** Hands all that is due to threads of their own, an account each. */
  private void sweep() {
    while (busy.size() < MOST_ACCOUNTS) {
      Instant now = clock.instant();
      List<Delivery> claimed =
          database.transact(tx -> deliveries.claim(tx, busy, now, now.plus(CLAIM), BATCH));
      if (claimed.isEmpty()) {
        return;
      }
      UUID account = claimed.getFirst().accountId();
      busy.add(account);
      sending.execute(() -> {
        try {
          send(claimed);
        } catch (RuntimeException e) {
          // They stay claimed, and are tried again when the claim ends.
          LOG.errorf(e, "deliveries of account %s failed and are tried again", account);
        } finally {
          busy.remove(account);
        }
      });
    }
  }

  private void send(List<Delivery> claimed) {
    Delivery first = claimed.getFirst();
    Standing standing =
        database.read(sql -> accounts.find(sql, first.community(), first.accountId()));
    if (standing == null) {
      throw new IllegalStateException("no account " + first.accountId());
    }
    ChannelAccount account = standing.account();
    ChannelPort port = ports.get(account.channel());
    if (port == null) {
      throw new IllegalStateException("no channel " + account.channel());
    }
    String secret = database.read(sql -> accounts.secret(sql, account.community(), account.id()));
    try (Sender sender = port.sender(account, secret)) {
      for (Delivery delivery : claimed) {
        if (account.enabled()) {
          send(sender, delivery);
        } else {
          notTaken(delivery, "the account is disabled", false);
        }
      }
    }
  }

  private void send(Sender sender, Delivery delivery) {
    Outgoing outgoing = database.read(sql -> outgoing(sql, delivery));
    if (outgoing == null) {
      notTaken(delivery, "what was to be sent was erased", true);
      return;
    }
    try {
      sender.send(outgoing);
    } catch (ChannelFailure e) {
      notTaken(delivery, e.problem(), e.isPermanent());
      return;
    }
    database.transact(tx -> {
      deliveries.sent(tx, delivery, clock.instant());
      return null;
    });
  }

  private void notTaken(Delivery delivery, String problem, boolean permanent) {
    Instant now = clock.instant();
    Instant next =
        permanent
            ? null
            : Retrying.next(
                delivery.attempts(), delivery.giveUpAt(), now, ThreadLocalRandom.current());
    if (next == null) {
      LOG.warnf(
          "delivery %s of %s is given up: %s", delivery.messageId(), delivery.community(), problem);
    }
    database.transact(tx -> {
      deliveries.notTaken(tx, delivery, problem, next);
      return null;
    });
  }

  private @Nullable Outgoing outgoing(Sql sql, Delivery delivery) {
    String community = delivery.community();
    UUID id = delivery.requestId();
    Found thread = threads.find(sql, community, id);
    Request request = requests.find(sql, community, id);
    Message message = requests.message(sql, community, id, delivery.messageId());
    return thread == null || request == null || message == null
        ? null
        : new Outgoing(
            id,
            message,
            communities.of(community).name(),
            request.language(),
            thread.thread(),
            pages.of(community, id),
            seal.token(community, Purpose.REPLY, id),
            seal.token(community, Purpose.THREAD, id));
  }
}
