package dev.crowdline.sla.clocks.persistence;

import dev.crowdline.contracts.Policy;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies in force of the communities that were heard of, at most two seconds old. They are
 * read in the caller's own transaction, because a community and its first request may arrive in one
 * batch; and an unknown community has none here, so that its requests wait for it a moment instead
 * of getting somebody else's numbers.
 */
@ApplicationScoped
public class PolicyTable {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  PolicyTable(InstantSource clock) {
    this.clock = clock;
  }

  private record Known(Policy policy, Instant readAt) {}

  private record Found(String community, Policy policy) {}

  /** By community; those that are not known are absent. */
  public Map<String, Policy> inForce(Tx tx, Collection<String> communities) {
    Instant now = clock.instant();
    Map<String, Policy> inForce = new HashMap<>();
    List<String> unread =
        communities.stream().filter(community -> !fresh(community, now, inForce)).toList();
    if (!unread.isEmpty()) {
      tx.query(
              "select id, policy from community where id = any(?)",
              row -> new Found(row.text("id"), row.json("policy", Policy.class)),
              SqlArray.texts(unread))
          .forEach(found -> {
            inForce.put(found.community(), found.policy());
            known.put(found.community(), new Known(found.policy(), now));
          });
    }
    return inForce;
  }

  private boolean fresh(String community, Instant now, Map<String, Policy> into) {
    @Nullable Known kept = known.get(community);
    if (kept == null || kept.readAt().isBefore(now.minus(FRESH))) {
      return false;
    }
    into.put(community, kept.policy());
    return true;
  }
}
