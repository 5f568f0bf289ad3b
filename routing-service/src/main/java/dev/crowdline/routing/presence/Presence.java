package dev.crowdline.routing.presence;

import dev.crowdline.contracts.routing.MemberWentOffline;
import dev.crowdline.routing.matching.WorkSignals;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.presence.domain.Lease;
import dev.crowdline.routing.presence.domain.Leases;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is online, and where: leases that lapse unless renewed. This replica keeps the leases that it
 * granted and writes their ends to Redis; it learns of the other replicas' from there. Without
 * Redis those lapse, and only this replica's own members are offered work; an empty Redis means
 * unknown, not offline, because each replica asserts its own leases again (P8).
 */
@ApplicationScoped
public class Presence {
  private static final Duration RENEW = Duration.ofSeconds(5);
  private static final Duration LAPSE_LOOK = Duration.ofSeconds(1);

  private final CarryingLeases carrying;
  private final StatingPresence stating;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final InstantSource clock;

  /** Guarded by itself, and with it what the index knows of who is present. */
  private final Leases leases;

  private @Nullable Loop renewing;
  private @Nullable Loop lapsing;

  Presence(
      RedisLink redis,
      CarryingLeases carrying,
      StatingPresence stating,
      MemberIndex index,
      WorkSignals signals,
      InstantSource clock) {
    this.carrying = carrying;
    this.stating = stating;
    this.index = index;
    this.signals = signals;
    this.clock = clock;
    this.leases = new Leases(redis.replica(), clock);
    carrying.listen(this::heard, this::heardOver);
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
    return granted(() -> leases.renew(memberId, site)).until();
  }

  /** A member's page is connected here. It is renewed as long as something is heard. */
  public void connected(UUID memberId, String site) {
    granted(() -> leases.connected(memberId, site));
  }

  /** A member left all sites that lease by request. */
  public void left(UUID memberId) {
    ended(() -> leases.left(memberId), MemberWentOffline.Reason.LEFT);
  }

  /** The member's last connection here of that site is gone. */
  public void disconnected(UUID memberId, String site) {
    ended(() -> leases.disconnected(memberId, site), MemberWentOffline.Reason.LEFT);
  }

  /** The same connection is open, and nothing was heard of it for a lease. */
  public void silent(UUID memberId, String site) {
    ended(() -> leases.disconnected(memberId, site), MemberWentOffline.Reason.LAPSED);
  }

  /** Whether a member is known to be connected here by that site. */
  public boolean isConnected(UUID memberId, String site) {
    synchronized (leases) {
      return leases.isConnected(memberId, site);
    }
  }

  /** The sites where a member is now, as far as is known here, in order. */
  public List<String> sitesOf(UUID memberId) {
    synchronized (leases) {
      return leases.sitesOf(memberId);
    }
  }

  /** Whether a member is online anywhere, as far as is known here. */
  public boolean isOnline(UUID memberId) {
    synchronized (leases) {
      return leases.isOnline(memberId);
    }
  }

  /** The other replicas through which a member is connected. */
  public List<String> otherReplicasOf(UUID memberId) {
    synchronized (leases) {
      return leases.otherReplicasOf(memberId);
    }
  }

  private Lease granted(Supplier<Leases.Granted> grant) {
    Leases.Granted granted;
    synchronized (leases) {
      granted = grant.get();
      seen(granted.lease(), granted.change());
    }
    Lease lease = granted.lease();
    carrying.write(List.of(lease));
    if (granted.change() != Leases.Change.RENEWED) {
      carrying.begun(lease);
      stateOnline(Set.of(lease.memberId()));
    }
    return lease;
  }

  private void seen(Lease lease, Leases.Change change) {
    index.setPresent(lease.memberId(), true);
    if (change == Leases.Change.CAME_ONLINE) {
      signals.membersAreFree(Set.of(lease.memberId()));
    }
  }

  private void ended(Supplier<Leases.Ended> end, MemberWentOffline.Reason reason) {
    Leases.Ended ended;
    synchronized (leases) {
      ended = end.get();
      gone(ended.offline());
    }
    ended.leases().forEach(carrying::over);
    stating.offline(ended.offline(), reason);
  }

  private void gone(Collection<UUID> memberIds) {
    memberIds.forEach(id -> index.setPresent(id, false));
  }

  private void heard(Lease lease) {
    synchronized (leases) {
      leases.heard(lease).ifPresent(change -> seen(lease, change));
    }
  }

  private void heardOver(Lease lease) {
    synchronized (leases) {
      gone(leases.heardOver(lease).offline());
    }
  }

  /** Asserts this replica's leases again, and reads everybody else's. */
  private void renew() {
    Instant now = clock.instant();
    List<Lease> own;
    synchronized (leases) {
      own = leases.assertOwn();
    }
    carrying.write(own);
    if (!own.isEmpty()) {
      stateOnline(own.stream().map(Lease::memberId).collect(Collectors.toSet()));
    }
    Optional<List<Lease>> all = carrying.read(now);
    all.orElse(List.of()).forEach(this::heard);
    boolean complete;
    synchronized (leases) {
      leases.read(all.isPresent());
      complete = leases.areComplete();
    }
    if (all.isPresent()) {
      carrying.tidy(now);
    }
    if (complete) {
      // Members whose replica died: marked online, and no lease of theirs is left.
      List<UUID> dead = stating.marked().stream().filter(id -> !isOnline(id)).toList();
      stating.offline(dead, MemberWentOffline.Reason.LAPSED);
    }
  }

  private void lapse() {
    Leases.Lapsed lapsed;
    synchronized (leases) {
      lapsed = leases.lapse();
      gone(lapsed.offline());
    }
    stating.offline(lapsed.ours(), MemberWentOffline.Reason.LAPSED);
  }

  private void stateOnline(Set<UUID> memberIds) {
    Map<UUID, String> sites;
    synchronized (leases) {
      sites = leases.siteOf(memberIds);
    }
    stating.online(sites);
  }
}
