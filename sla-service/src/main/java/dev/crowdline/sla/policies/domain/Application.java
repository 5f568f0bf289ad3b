package dev.crowdline.sla.policies.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a version has come to what runs already. A pass goes over the running requests by id; the
 * last one is the first that changed none and began when nobody can begin a request under an older
 * version any more.
 *
 * @param passBeganAt when it last began with the first request
 * @param passChanged how many requests that pass has changed
 * @param after the last request that it looked at
 * @param changed how many requests have been put under it
 * @param finishedAt null while it goes on
 */
public record Application(
    String community,
    int version,
    Instant beganAt,
    Instant passBeganAt,
    int passChanged,
    UUID after,
    int changed,
    @Nullable Instant finishedAt) {
  /** Longer than what is kept of policies is fresh, and than a transaction may take after that. */
  static final Duration SETTLED = Duration.ofSeconds(30);

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** It begins now. */
  public static Application begin(String community, int version, Instant now) {
    return new Application(community, version, now, now, 0, BEFORE_ALL, 0, null);
  }

  /**
   * The same after some more requests.
   *
   * @param more how many of them were changed
   * @param last the last of them
   * @param passIsOver whether none is left behind it
   */
  public Application after(int more, UUID last, boolean passIsOver, Instant now) {
    int inThisPass = passChanged + more;
    if (!passIsOver) {
      return new Application(
          community, version, beganAt, passBeganAt, inThisPass, last, changed + more, null);
    }
    boolean settled = !passBeganAt.isBefore(beganAt.plus(SETTLED));
    return new Application(
        community,
        version,
        beganAt,
        now,
        0,
        BEFORE_ALL,
        changed + more,
        settled && inThisPass == 0 ? now : null);
  }
}
