package dev.crowdline.intake.channels.email;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.ReceivingMessages;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.Incoming;
import dev.crowdline.intake.channels.email.domain.OwnAddress;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable.Leased;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailboxes of all accounts, each by one replica at a time: a lease in the account's row,
 * which lapses unless it is renewed. Nothing rests on there being one reader: a mail that two read
 * is received once.
 */
@ApplicationScoped
public class ReadingMailboxes {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final Database database;
  private final ChannelAccountTable accounts;
  private final ReceivingMessages receiving;
  private final MailServers servers;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final Duration poll;
  private final UUID self = Ids.next();
  private final Map<UUID, MailboxReader> readers = new HashMap<>();
  private @Nullable Loop loop;

  ReadingMailboxes(
      Database database,
      ChannelAccountTable accounts,
      ReceivingMessages receiving,
      MailServers servers,
      InstantSource clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "crowdline.channels.poll", defaultValue = "10s") Duration poll) {
    this.database = database;
    this.accounts = accounts;
    this.receiving = receiving;
    this.servers = servers;
    this.clock = clock;
    this.metrics = metrics;
    this.poll = poll;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("reading-mailboxes", PAUSE, this::look);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    readers.values().forEach(MailboxReader::close);
    database.transact(tx -> {
      accounts.release(tx, self);
      return null;
    });
  }

  /** Begins what is free or was changed, ends what is not this replica's any more. */
  private void look() {
    Instant now = clock.instant();
    List<Leased> mine =
        database.transact(tx -> accounts.lease(tx, Channel.EMAIL, self, now, now.plus(LEASE)));
    Map<UUID, Leased> byId =
        mine.stream().collect(Collectors.toMap(each -> each.account().id(), each -> each));
    readers
        .entrySet()
        .removeIf(entry -> {
          Leased leased = byId.get(entry.getKey());
          boolean ends = leased == null || leased.account().version() != entry.getValue().version();
          if (ends) {
            entry.getValue().close();
          }
          return ends;
        });
    byId.forEach((id, leased) ->
        readers
            .computeIfAbsent(
                id,
                absent -> MailboxReader.start(leased, servers, new Notes(leased.account()), poll))
            .nudge());
  }

  /** What a reader has to say of one account. */
  private final class Notes implements MailboxReader.Notes {
    private final ChannelAccount account;
    private final OwnAddress own;

    Notes(ChannelAccount account) {
      this.account = account;
      this.own = OwnAddress.of(account.address());
    }

    @Override
    public @Nullable String position() {
      return database.read(sql -> accounts.position(sql, account.community(), account.id()));
    }

    @Override
    public void begins(String position) {
      database.transact(tx -> {
        accounts.advance(tx, account.community(), account.id(), position);
        return null;
      });
    }

    @Override
    public void mail(byte[] raw, String position) {
      Incoming incoming = MailParser.parse(raw, own);
      database
          .transact(tx -> {
            var outcome = receiving.receive(tx, account, incoming);
            accounts.advance(tx, account.community(), account.id(), position);
            return outcome;
          })
          .ifPresent(outcome ->
              metrics
                  .counter(
                      "crowdline.channel.received", "channel", "email", "outcome", outcome.name())
                  .increment());
    }

    @Override
    public void heard() {
      database.transact(tx -> {
        accounts.heard(tx, account.community(), account.id(), clock.instant());
        return null;
      });
    }

    @Override
    public void failed(String problem) {
      database.transact(tx -> {
        accounts.failed(tx, account.community(), account.id(), problem, clock.instant());
        return null;
      });
    }
  }
}
