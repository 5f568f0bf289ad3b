package dev.crowdline.rewards.leaderboards.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One leaderboard.
 *
 * @param topic only what was earned with its requests; null is all
 * @param from the first day that counts
 */
public record Board(String community, @Nullable String topic, Period period, LocalDate from) {

  /** The one that a day is in. */
  public static Board of(String community, @Nullable String topic, Period period, LocalDate day) {
    return new Board(community, topic, period, period.from(day));
  }
}
