package dev.crowdline.rewards.expiry.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a member was told.
 *
 * @param points that expire at most
 * @param ofDay the last day on whose bookings it looks
 */
public record Notice(
    String community, UUID id, UUID memberId, long points, LocalDate ofDay, Instant expiresAt) {

  /**
   * A wallet, seen from a day.
   *
   * @param balance now
   * @param since what has come to it after that day
   */
  public record Seen(long balance, long since) {
    /** What is left of the bookings until the end of that day. */
    public long old() {
      return Math.max(0, balance - since);
    }
  }

  /**
   * What expires of it.
   *
   * @param gone what has expired, or will have by then, of notices before it, and is still counted
   *     in {@code seen}
   */
  public long of(Seen seen, long gone) {
    return Math.max(0, Math.min(points, seen.old() - gone));
  }
}
