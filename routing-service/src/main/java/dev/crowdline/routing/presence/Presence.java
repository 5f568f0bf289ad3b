package dev.crowdline.routing.presence;

import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.contracts.routing.MemberWentOffline;
import dev.crowdline.routing.matching.WorkSignals;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who is online, and where: leases that lapse unless renewed. This replica keeps the leases that it
 * granted and writes their ends to Redis; it learns of the other replicas' from there. Without
 * Redis those lapse, and only this replica's own members are offered work; an empty Redis means
 * unknown, not offline, because each replica asserts its own leases again (P8).
 */
@ApplicationScoped
public class Presence {
  /** How long a lease holds without renewal. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  private static final Logger LOG = Logger.getLogger(Presence.class);
  private static final Duration RENEW = Duration.ofSeconds(5);
  private static final Duration LAPSE_LOOK = Duration.ofSeconds(1);
  private static final String KEY = "presence";
  private static final String CHANNEL = "presence";

  private final RedisLink redis;
  private final Database database;
  private final MemberTable members;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final InstantSource clock;
  private final Map<UUID, Map<Place, Instant>> leases = new HashMap<>();

  /** Since when the leases of all replicas could be read without a break; of one loop alone. */
  private @Nullable Instant readSince;

  private @Nullable Loop renewing;
  private @Nullable Loop lapsing;

  /** Where a member is: at a site, by way of a replica. */
  private record Place(String site, String replica, boolean socket) {}

  Presence(
      RedisLink redis,
      Database database,
      MemberTable members,
      MemberIndex index,
      WorkSignals signals,
      InstantSource clock) {
    this.redis = redis;
    this.database = database;
    this.members = members;
    this.index = index;
    this.signals = signals;
    this.clock = clock;
    redis.listen(CHANNEL, this::heard);
  }

  void start(@Observes @Priority(20) StartupEvent event) {
    renewing = Loop.every("presence-renewal", RENEW, this::renew);
    lapsing = Loop.every("presence-lapse", LAPSE_LOOK, this::lapse);
  }

  void stop(@Observes ShutdownEvent event) {
    if (renewing != null) {
      renewing.close();
    }
    if (lapsing != null) {
      lapsing.close();
    }
  }

  /** A member's lease at a site, taken or renewed. Returns its end. */
  public Instant renew(UUID memberId, String site) {
    return lease(memberId, new Place(site, redis.replica(), false));
  }

  /** A member's page is connected here. It is renewed as long as something is heard. */
  public void connected(UUID memberId, String site) {
    lease(memberId, connection(site));
  }

  private Place connection(String site) {
    return new Place(site, redis.replica(), true);
  }

  /** A member left all sites that lease by request. */
  public void left(UUID memberId) {
    // A lease by request is given up wherever it was taken; a connection is its replica's.
    end(memberId, place -> !place.socket(), MemberWentOffline.Reason.LEFT);
  }

  /** The member's last connection here of that site is gone. */
  public void disconnected(UUID memberId, String site) {
    end(memberId, connection(site)::equals, MemberWentOffline.Reason.LEFT);
  }

  /** The same connection is open, and nothing was heard of it for a lease. */
  public void silent(UUID memberId, String site) {
    end(memberId, connection(site)::equals, MemberWentOffline.Reason.LAPSED);
  }

  /** Whether a member is known to be connected here by that site. */
  public synchronized boolean isConnected(UUID memberId, String site) {
    return leases.getOrDefault(memberId, Map.of()).containsKey(connection(site));
  }

  /** The sites where a member is now, as far as is known here, in order. */
  public synchronized List<String> sitesOf(UUID memberId) {
    return leases.getOrDefault(memberId, Map.of()).keySet().stream()
        .map(Place::site)
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether a member is online anywhere, as far as is known here. */
  public synchronized boolean isOnline(UUID memberId) {
    return leases.containsKey(memberId);
  }

  /** The other replicas through which a member is connected. */
  public synchronized List<String> otherReplicasOf(UUID memberId) {
    return leases.getOrDefault(memberId, Map.of()).keySet().stream()
        .filter(place -> place.socket() && !place.replica().equals(redis.replica()))
        .map(Place::replica)
        .distinct()
        .toList();
  }

  private Instant lease(UUID memberId, Place place) {
    Instant until = clock.instant().plus(LEASE);
    boolean came = put(memberId, place, until);
    write(List.of(Map.entry(entry(memberId, place), until)));
    if (came) {
      redis.publish(CHANNEL, "+" + until.toEpochMilli() + "|" + entry(memberId, place));
      stateOnline(List.of(memberId));
    }
    return until;
  }

  private synchronized boolean put(UUID memberId, Place place, Instant until) {
    boolean known = leases.containsKey(memberId);
    Map<Place, Instant> places = leases.computeIfAbsent(memberId, k -> new HashMap<>());
    boolean newPlace = !places.containsKey(place);
    places.merge(place, until, Presence::later);
    index.setPresent(memberId, true);
    if (!known) {
      signals.membersAreFree(Set.of(memberId));
    }
    return newPlace;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private void end(UUID memberId, Predicate<Place> over, MemberWentOffline.Reason reason) {
    List<Place> ended = new ArrayList<>();
    boolean gone;
    synchronized (this) {
      Map<Place, Instant> places = leases.getOrDefault(memberId, new HashMap<>());
      for (Place place : List.copyOf(places.keySet())) {
        if (over.test(place)) {
          places.remove(place);
          ended.add(place);
        }
      }
      gone = !ended.isEmpty() && places.isEmpty();
      if (gone) {
        leases.remove(memberId);
        index.setPresent(memberId, false);
      }
    }
    for (Place place : ended) {
      redis.publish(CHANNEL, "-0|" + entry(memberId, place));
      send(Command.ZREM, List.of(redis.named(KEY), entry(memberId, place)));
    }
    if (gone) {
      stateOffline(List.of(memberId), reason);
    }
  }

  /** Asserts this replica's leases again, and reads everybody else's. */
  private void renew() {
    List<Map.Entry<String, Instant>> own = new ArrayList<>();
    Set<UUID> mine = new HashSet<>();
    Instant now = clock.instant();
    synchronized (this) {
      leases.forEach((member, places) ->
          places.replaceAll((place, until) -> {
            if (!place.replica().equals(redis.replica())) {
              return until;
            }
            Instant end = place.socket() ? now.plus(LEASE) : until;
            own.add(Map.entry(entry(member, place), end));
            mine.add(member);
            return end;
          }));
    }
    write(own);
    if (!mine.isEmpty()) {
      stateOnline(mine);
    }
    readOthers(now);
  }

  private void readOthers(Instant now) {
    Response found;
    try {
      found =
          redis
              .send(
                  Command.ZRANGE,
                  List.of(
                      redis.named(KEY),
                      Long.toString(now.toEpochMilli()),
                      "+inf",
                      "BYSCORE",
                      "WITHSCORES"))
              .toCompletableFuture()
              .orTimeout(2, TimeUnit.SECONDS)
              .join();
    } catch (CompletionException e) {
      LOG.debugf("the leases of other replicas are not read: %s", e.getMessage());
      readSince = null;
      return;
    }
    for (int i = 0; found != null && i + 1 < found.size(); i += 2) {
      take(found.get(i).toString(), (long) Double.parseDouble(found.get(i + 1).toString()));
    }
    send(
        Command.ZREMRANGEBYSCORE,
        List.of(
            redis.named(KEY),
            "-inf",
            Long.toString(now.minus(LEASE.multipliedBy(4)).toEpochMilli())));
    readSince = Objects.requireNonNullElse(readSince, now);
    forgetTheDead(now);
  }

  /** Members whose replica died: marked online, and no lease of theirs is left. */
  private void forgetTheDead(Instant now) {
    // What Redis does not say is unknown until everybody had the time to assert it again.
    if (readSince == null || now.isBefore(readSince.plus(LEASE.multipliedBy(2)))) {
      return;
    }
    List<UUID> gone = database.read(members::online).stream().filter(id -> !isOnline(id)).toList();
    if (!gone.isEmpty()) {
      stateOffline(gone, MemberWentOffline.Reason.LAPSED);
    }
  }

  private void lapse() {
    Instant now = clock.instant();
    List<UUID> gone = new ArrayList<>();
    synchronized (this) {
      leases.forEach((member, places) -> {
        boolean mine = places.keySet().stream().anyMatch(p -> p.replica().equals(redis.replica()));
        places.values().removeIf(until -> !until.isAfter(now));
        if (places.isEmpty()) {
          index.setPresent(member, false);
          if (mine) {
            gone.add(member);
          }
        }
      });
      leases.values().removeIf(Map::isEmpty);
    }
    if (!gone.isEmpty()) {
      stateOffline(gone, MemberWentOffline.Reason.LAPSED);
    }
  }

  private void heard(String text) {
    int bar = text.indexOf('|');
    long until = Long.parseLong(text.substring(1, bar));
    String entry = text.substring(bar + 1);
    if (text.charAt(0) == '+') {
      take(entry, until);
    } else {
      drop(entry);
    }
  }

  private void take(String entry, long untilMillis) {
    String[] parts = entry.split("\\|", 4);
    if (parts.length == 4 && !parts[1].equals(redis.replica())) {
      put(
          UUID.fromString(parts[0]),
          new Place(parts[3], parts[1], parts[2].equals("s")),
          Instant.ofEpochMilli(untilMillis));
    }
  }

  private synchronized void drop(String entry) {
    String[] parts = entry.split("\\|", 4);
    boolean socket = parts.length == 4 && parts[2].equals("s");
    if (parts.length == 4 && !(socket && parts[1].equals(redis.replica()))) {
      UUID member = UUID.fromString(parts[0]);
      Map<Place, Instant> places = leases.get(member);
      if (places != null
          && places.remove(new Place(parts[3], parts[1], parts[2].equals("s"))) != null
          && places.isEmpty()) {
        leases.remove(member);
        index.setPresent(member, false);
      }
    }
  }

  private void stateOnline(Collection<UUID> ids) {
    Instant now = clock.instant();
    Map<UUID, String> sites = sitesOf(ids);
    database.transact(tx -> {
      for (MemberTable.Transition t : members.setOnline(tx, sites.keySet(), true, now)) {
        String site = Objects.requireNonNull(sites.get(t.memberId()));
        tx.state(t.community(), t.memberId(), now, new MemberCameOnline(site));
      }
      return null;
    });
  }

  /** Where each of them is, of several sites one; without those who have left meanwhile. */
  private synchronized Map<UUID, String> sitesOf(Collection<UUID> ids) {
    Map<UUID, String> sites = new HashMap<>();
    for (UUID id : ids) {
      sitesOf(id).stream().findFirst().ifPresent(site -> sites.put(id, site));
    }
    return sites;
  }

  private void stateOffline(Collection<UUID> ids, MemberWentOffline.Reason reason) {
    Instant now = clock.instant();
    database.transact(tx -> {
      for (MemberTable.Transition t : members.setOnline(tx, ids, false, now)) {
        tx.state(t.community(), t.memberId(), now, new MemberWentOffline(reason));
      }
      return null;
    });
  }

  private void write(List<Map.Entry<String, Instant>> entries) {
    if (entries.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(redis.named(KEY));
    for (Map.Entry<String, Instant> each : entries) {
      arguments.add(Long.toString(each.getValue().toEpochMilli()));
      arguments.add(each.getKey());
    }
    send(Command.ZADD, arguments);
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

  private static String entry(UUID memberId, Place place) {
    // The site is last: it may hold any character.
    return memberId
        + "|"
        + place.replica()
        + "|"
        + (place.socket() ? "s" : "r")
        + "|"
        + place.site();
  }
}
