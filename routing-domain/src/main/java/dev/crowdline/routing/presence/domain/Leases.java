package dev.crowdline.routing.presence.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is online until when, from what was seen: the leases that this replica granted, and those
 * that it heard of from others. Not thread-safe: its owner guards it.
 */
public final class Leases {
  /** How long a lease holds without renewal. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  private final String replica;
  private final InstantSource clock;
  private final Map<UUID, Map<Place, Instant>> ends = new HashMap<>();

  /** Since when the leases of all replicas could be read without a break. */
  private @Nullable Instant readSince;

  /**
   * @param replica this one
   */
  public Leases(String replica, InstantSource clock) {
    this.replica = replica;
    this.clock = clock;
  }

  /** What a lease changed. */
  public enum Change {
    RENEWED,
    ANOTHER_PLACE,
    CAME_ONLINE
  }

  /** A lease that was granted here. */
  public record Granted(Lease lease, Change change) {}

  /**
   * Leases that ended.
   *
   * @param offline the member, when none is left
   */
  public record Ended(List<Lease> leases, Set<UUID> offline) {}

  /**
   * Members of whom no lease is left.
   *
   * @param ours those who were last seen here, of whom this replica has to speak
   */
  public record Lapsed(List<UUID> offline, List<UUID> ours) {}

  /** A member asks for a lease at a site, or for its renewal. */
  public Granted renew(UUID memberId, String site) {
    return grant(memberId, new Place(site, replica, false));
  }

  /** A member's page is connected here, or was heard of. */
  public Granted connected(UUID memberId, String site) {
    return grant(memberId, connection(site));
  }

  private Granted grant(UUID memberId, Place place) {
    Lease lease = new Lease(memberId, place, clock.instant().plus(LEASE));
    return new Granted(lease, put(lease));
  }

  /** The member's connection of that site is gone. */
  public Ended disconnected(UUID memberId, String site) {
    return end(memberId, connection(site)::equals);
  }

  /** A member left all sites that lease by request. */
  public Ended left(UUID memberId) {
    // A lease by request is given up wherever it was taken; a connection is its replica's.
    return end(memberId, place -> !place.socket());
  }

  private Place connection(String site) {
    return new Place(site, replica, true);
  }

  /** A lease is told of; of those granted here this replica knows better. */
  public Optional<Change> heard(Lease lease) {
    return lease.place().replica().equals(replica) ? Optional.empty() : Optional.of(put(lease));
  }

  /** Another replica says that a lease is over; connections here are this one's to end. */
  public Ended heardOver(Lease lease) {
    Place place = lease.place();
    boolean ownSocket = place.socket() && place.replica().equals(replica);
    return end(lease.memberId(), each -> !ownSocket && each.equals(place));
  }

  /** This replica's leases as they stand: of connections, renewed. */
  public List<Lease> assertOwn() {
    Instant renewed = clock.instant().plus(LEASE);
    List<Lease> own = new ArrayList<>();
    ends.forEach((member, places) ->
        places.replaceAll((place, until) -> {
          if (!place.replica().equals(replica)) {
            return until;
          }
          Instant end = place.socket() ? renewed : until;
          own.add(new Lease(member, place, end));
          return end;
        }));
    return own;
  }

  /** Forgets the leases whose end has come. */
  public Lapsed lapse() {
    Instant now = clock.instant();
    List<UUID> offline = new ArrayList<>();
    List<UUID> ours = new ArrayList<>();
    ends.forEach((member, places) -> {
      boolean mine = places.keySet().stream().anyMatch(p -> p.replica().equals(replica));
      places.values().removeIf(until -> !until.isAfter(now));
      if (places.isEmpty()) {
        offline.add(member);
        if (mine) {
          ours.add(member);
        }
      }
    });
    offline.forEach(ends::remove);
    return new Lapsed(offline, ours);
  }

  /** All replicas' leases were read just now, or could not be. */
  public void read(boolean all) {
    if (!all) {
      readSince = null;
    } else if (readSince == null) {
      readSince = clock.instant();
    }
  }

  /**
   * Whether everybody had the time to assert their leases: who has none is offline, not unknown.
   */
  public boolean areComplete() {
    return readSince != null && !clock.instant().isBefore(readSince.plus(LEASE.multipliedBy(2)));
  }

  public boolean isOnline(UUID memberId) {
    return ends.containsKey(memberId);
  }

  /** Whether a member is connected here by that site. */
  public boolean isConnected(UUID memberId, String site) {
    return places(memberId).contains(connection(site));
  }

  /** The sites where a member is, in order. */
  public List<String> sitesOf(UUID memberId) {
    return places(memberId).stream().map(Place::site).distinct().sorted().toList();
  }

  /** Where each of them is, of several sites one; without those who have left meanwhile. */
  public Map<UUID, String> siteOf(Collection<UUID> memberIds) {
    Map<UUID, String> sites = new HashMap<>();
    for (UUID id : memberIds) {
      sitesOf(id).stream().findFirst().ifPresent(site -> sites.put(id, site));
    }
    return sites;
  }

  /** The other replicas through which a member is connected. */
  public List<String> otherReplicasOf(UUID memberId) {
    return places(memberId).stream()
        .filter(place -> place.socket() && !place.replica().equals(replica))
        .map(Place::replica)
        .distinct()
        .toList();
  }

  private Collection<Place> places(UUID memberId) {
    return ends.getOrDefault(memberId, Map.of()).keySet();
  }

  private Change put(Lease lease) {
    boolean known = isOnline(lease.memberId());
    Map<Place, Instant> places = ends.computeIfAbsent(lease.memberId(), k -> new HashMap<>());
    Instant before = places.get(lease.place());
    if (before == null || before.isBefore(lease.until())) {
      places.put(lease.place(), lease.until());
    }
    if (before != null) {
      return Change.RENEWED;
    }
    return known ? Change.ANOTHER_PLACE : Change.CAME_ONLINE;
  }

  private Ended end(UUID memberId, Predicate<Place> over) {
    Map<Place, Instant> places = ends.getOrDefault(memberId, new HashMap<>());
    List<Lease> ended = new ArrayList<>();
    places.forEach((place, until) -> {
      if (over.test(place)) {
        ended.add(new Lease(memberId, place, until));
      }
    });
    ended.forEach(lease -> places.remove(lease.place()));
    if (ended.isEmpty() || !places.isEmpty()) {
      return new Ended(ended, Set.of());
    }
    ends.remove(memberId);
    return new Ended(ended, Set.of(memberId));
  }
}
