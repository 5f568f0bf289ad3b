package dev.crowdline.sla.policies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.sla.clocks.ChoosingPolicies;
import dev.crowdline.sla.policies.persistence.ApplicationTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.PolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Versions of policies as clocks need them. A request goes by the version that intake stamped on
 * it, or by a later one that is being applied to what runs already; where that version was not
 * heard of, by the last one that was. What is in force is at most two seconds old, and read again
 * at once when a stamp says that there is more. It is read in the caller's own transaction, because
 * a community and its first request may arrive in one batch.
 */
@ApplicationScoped
class ChoosingVersions implements ChoosingPolicies {
  /** How old what is kept may be. */
  static final Duration FRESH = Duration.ofSeconds(2);

  private static final int MOST_KEPT = 10_000;

  private final PolicyTable policies;
  private final ApplicationTable applications;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Cache<Key, PolicyTable.Version> earlier =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  ChoosingVersions(PolicyTable policies, ApplicationTable applications, InstantSource clock) {
    this.policies = policies;
    this.applications = applications;
    this.clock = clock;
  }

  private record Key(String community, int version) {}

  /**
   * What is known of a community.
   *
   * @param appliedFrom the highest version that is or was applied to what runs; 1 when none was
   */
  private record Known(PolicyTable.Version inForce, int appliedFrom, Instant readAt) {
    boolean serves(Wanted wanted) {
      return wanted.stamped() == null || wanted.stamped() <= inForce.version();
    }
  }

  @Override
  public Map<Wanted, PolicyTable.Version> of(Tx tx, Collection<Wanted> wanted) {
    read(tx, wanted);
    Map<Wanted, PolicyTable.Version> found = new HashMap<>();
    for (Wanted each : wanted) {
      Known of = known.get(each.community());
      if (of != null) {
        found.put(each, version(tx, of, each));
      }
    }
    return found;
  }

  private PolicyTable.Version version(Tx tx, Known of, Wanted wanted) {
    int inForce = of.inForce().version();
    int stamped = Math.min(Objects.requireNonNullElse(wanted.stamped(), inForce), inForce);
    int counts = Math.max(stamped, of.appliedFrom());
    if (counts == inForce) {
      return of.inForce();
    }
    Key key = new Key(wanted.community(), counts);
    PolicyTable.@Nullable Version kept = earlier.getIfPresent(key);
    if (kept != null) {
      return kept;
    }
    PolicyTable.@Nullable Version read = policies.find(tx, key.community(), key.version());
    if (read == null) {
      return of.inForce();
    }
    earlier.put(key, read);
    return read;
  }

  private void read(Tx tx, Collection<Wanted> wanted) {
    Instant now = clock.instant();
    List<Wanted> unserved = new ArrayList<>();
    for (Wanted each : wanted) {
      Known of = known.get(each.community());
      if (of == null || of.readAt().isBefore(now.minus(FRESH)) || !of.serves(each)) {
        unserved.add(each);
      }
    }
    if (unserved.isEmpty()) {
      return;
    }
    Set<String> communities = unserved.stream().map(Wanted::community).collect(Collectors.toSet());
    Map<String, Integer> appliedFrom = applications.highest(tx, communities);
    policies
        .inForce(tx, communities)
        .forEach(version ->
            known.put(
                version.community(),
                new Known(version, appliedFrom.getOrDefault(version.community(), 1), now)));
  }
}
