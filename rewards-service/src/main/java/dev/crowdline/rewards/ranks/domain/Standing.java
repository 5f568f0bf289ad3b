package dev.crowdline.rewards.ranks.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a member stands.
 *
 * @param rung counted from 1; the ladder may have become shorter since
 * @param since when the member came there; null for the beginning
 * @param tally by which it was found
 * @param ladderVersion on which it was found
 * @param dueAt when the first of the answers that count is too old; null when none counts
 */
public record Standing(
    String community,
    UUID memberId,
    int rung,
    @Nullable Instant since,
    Tally tally,
    long ladderVersion,
    @Nullable Instant dueAt) {

  /** Where everybody begins. */
  public static Standing atTheBottom(String community, UUID memberId) {
    return new Standing(community, memberId, 1, null, Tally.NONE, 0, null);
  }

  /** The same member by another tally, or on another ladder. */
  public Standing on(
      Ladder ladder, long version, Tally counted, @Nullable Instant due, Instant now) {
    int reached = ladder.rungOf(counted);
    return new Standing(
        community, memberId, reached, reached == rung ? since : now, counted, version, due);
  }
}
