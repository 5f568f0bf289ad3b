package dev.crowdline.intake.channels;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable.Standing;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Outcome;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operator connects accounts of channels, changes and disables them, and tries them. */
@ApplicationScoped
public class ConnectingChannels {
  /** The most accounts of a community: each is a connection that is kept open. */
  static final int MOST = 20;

  private final Database database;
  private final ChannelAccountTable accounts;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;
  private final Map<Channel, ChannelPort> ports = new EnumMap<>(Channel.class);

  ConnectingChannels(
      Database database,
      ChannelAccountTable accounts,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock,
      Instance<ChannelPort> ports) {
    this.database = database;
    this.accounts = accounts;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
    ports.forEach(port -> this.ports.put(port.channel(), port));
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CHANNEL_CONNECTED,
    CHANNEL_CHANGED
  }

  /**
   * What an account is to be. Its text form is empty, for it has a secret.
   *
   * @param secret null keeps the one that is there
   */
  public record Wanted(
      String name,
      String language,
      boolean enabled,
      Map<String, String> settings,
      @Nullable String secret) {
    Wanted withoutSecret() {
      return new Wanted(name, language, enabled, settings, null);
    }

    @Override
    public String toString() {
      return "Wanted[…]";
    }
  }

  /** Connects an account; it is read within seconds. */
  public Standing connect(
      Caller caller,
      @Nullable String key,
      Channel channel,
      String address,
      Wanted wanted,
      String secret) {
    String community = caller.community();
    Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "connect-channel",
                key,
                List.of(channel, address, wanted.withoutSecret()),
                201,
                () -> {
                  if (accounts.list(tx, community, MOST).size() >= MOST) {
                    throw Problem.of(
                        ProblemType.NOT_ALLOWED_HERE,
                        "a community has at most " + MOST + " accounts");
                  }
                  Instant now = clock.instant();
                  ChannelAccount account =
                      new ChannelAccount(
                          community,
                          Ids.next(),
                          channel,
                          wanted.name(),
                          address,
                          wanted.language(),
                          wanted.enabled(),
                          wanted.settings(),
                          now,
                          1);
                  if (!accounts.add(tx, account, secret)) {
                    throw Problem.field(
                        ProblemType.ALREADY_EXISTS,
                        "email.address",
                        "is connected already; change that account");
                  }
                  acts.add(
                      tx, caller, null, now, Kind.CHANNEL_CONNECTED, Map.of("name", wanted.name()));
                  return account.id().toString();
                }));
    return get(community, UUID.fromString(outcome.resourceId()));
  }

  /** Changes an account, if it is still as {@code ifMatch} says. Its address stays. */
  public Standing change(Caller caller, UUID id, @Nullable String ifMatch, Wanted wanted) {
    String community = caller.community();
    database.transact(tx -> {
      ChannelAccount standing = accounts.lock(tx, community, id);
      if (standing == null) {
        throw Problem.notFound("channel", id);
      }
      IfMatch.mustBe(ifMatch, standing.version());
      boolean elsewhere = !standing.settings().equals(wanted.settings());
      if (elsewhere && wanted.secret() == null) {
        // Else it would be shown to whatever server somebody names.
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE,
            "email.password",
            "must be given again when the user or a server changes");
      }
      Instant now = clock.instant();
      accounts.put(
          tx,
          new ChannelAccount(
              community,
              id,
              standing.channel(),
              wanted.name(),
              standing.address(),
              wanted.language(),
              wanted.enabled(),
              wanted.settings(),
              standing.createdAt(),
              standing.version() + 1),
          wanted.secret());
      if (elsewhere) {
        accounts.readAnew(tx, community, id, now);
      }
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.CHANNEL_CHANGED,
          Map.of("name", wanted.name(), "enabled", Boolean.toString(wanted.enabled())));
      return null;
    });
    return get(community, id);
  }

  /** An account that the community must have. */
  public Standing get(String community, UUID id) {
    Standing found = database.read(sql -> accounts.find(sql, community, id));
    if (found == null) {
      throw Problem.notFound("channel", id);
    }
    return found;
  }

  /** All accounts of a community, the oldest first. */
  public List<Standing> list(String community) {
    return database.read(sql -> accounts.list(sql, community, MOST));
  }

  /** Tries an account, enabled or not; returns what failed, by what it was tried for. */
  public Map<String, String> test(String community, UUID id) {
    ChannelAccount account = get(community, id).account();
    String secret = database.read(sql -> accounts.secret(sql, community, id));
    ChannelPort port = ports.get(account.channel());
    if (port == null) {
      throw new IllegalStateException("no channel " + account.channel());
    }
    return port.test(account, secret);
  }
}
