package dev.crowdline.routing.presence;

import dev.crowdline.routing.presence.domain.Lease;
import dev.crowdline.routing.presence.domain.Leases;
import dev.crowdline.routing.presence.domain.Place;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Carries leases between replicas by Redis: a sorted set of all with their ends, and a channel for
 * those that begin and end. What is not carried is found by the next reading.
 */
@ApplicationScoped
class CarryingLeases {
  private static final Logger LOG = Logger.getLogger(CarryingLeases.class);
  private static final String KEY = "presence";
  private static final String CHANNEL = "presence";
  private static final int PATIENCE_SECONDS = 2;

  private final RedisLink redis;

  CarryingLeases(RedisLink redis) {
    this.redis = redis;
  }

  /** Hears what begins and ends on other replicas from now on. */
  void listen(Consumer<Lease> begun, Consumer<Lease> over) {
    redis.listen(
        CHANNEL,
        text -> {
          int bar = text.indexOf('|');
          Instant until = Instant.ofEpochMilli(Long.parseLong(text.substring(1, bar)));
          Consumer<Lease> told = text.charAt(0) == '+' ? begun : over;
          lease(text.substring(bar + 1), until).ifPresent(told);
        });
  }

  /** Tells the other replicas at once. */
  void begun(Lease lease) {
    redis.publish(CHANNEL, "+" + lease.until().toEpochMilli() + "|" + text(lease));
  }

  /** A lease is over before its end. */
  void over(Lease lease) {
    redis.publish(CHANNEL, "-0|" + text(lease));
    send(Command.ZREM, List.of(redis.named(KEY), text(lease)));
  }

  /** Writes leases as they stand. */
  void write(List<Lease> leases) {
    if (leases.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(redis.named(KEY));
    for (Lease lease : leases) {
      arguments.add(Long.toString(lease.until().toEpochMilli()));
      arguments.add(text(lease));
    }
    send(Command.ZADD, arguments);
  }

  /** The leases that have not ended, of all replicas; empty when they cannot be read. */
  Optional<List<Lease>> read(Instant now) {
    Response found;
    try {
      found =
          redis
              .send(
                  Command.ZRANGE,
                  List.of(redis.named(KEY), millis(now), "+inf", "BYSCORE", "WITHSCORES"))
              .toCompletableFuture()
              .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .join();
    } catch (CompletionException e) {
      LOG.debugf("the leases of other replicas are not read: %s", e.getMessage());
      return Optional.empty();
    }
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; found != null && i + 1 < found.size(); i += 2) {
      long until = (long) Double.parseDouble(found.get(i + 1).toString());
      lease(found.get(i).toString(), Instant.ofEpochMilli(until)).ifPresent(leases::add);
    }
    return Optional.of(leases);
  }

  /** Removes those that ended long ago. */
  void tidy(Instant now) {
    String longAgo = millis(now.minus(Leases.LEASE.multipliedBy(4)));
    send(Command.ZREMRANGEBYSCORE, List.of(redis.named(KEY), "-inf", longAgo));
  }

  private static String millis(Instant at) {
    return Long.toString(at.toEpochMilli());
  }

  private void send(Command command, List<String> arguments) {
    redis
        .send(command, arguments)
        .whenComplete((done, failure) -> {
          if (failure != null) {
            LOG.debugf("%s was not written: %s", command, failure.getMessage());
          }
        });
  }

  /** A lease without its end. The site is last: it may hold any character. */
  static String text(Lease lease) {
    Place place = lease.place();
    return String.join(
        "|",
        lease.memberId().toString(),
        place.replica(),
        place.socket() ? "s" : "r",
        place.site());
  }

  /** Reads {@link #text}; empty when it is none. */
  static Optional<Lease> lease(String text, Instant until) {
    String[] parts = text.split("\\|", 4);
    if (parts.length < 4) {
      return Optional.empty();
    }
    Place place = new Place(parts[3], parts[1], parts[2].equals("s"));
    return Optional.of(new Lease(UUID.fromString(parts[0]), place, until));
  }
}
