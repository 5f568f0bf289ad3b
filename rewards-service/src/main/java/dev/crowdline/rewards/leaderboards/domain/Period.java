package dev.crowdline.rewards.leaderboards.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** What a leaderboard is of, in days of UTC. */
public enum Period {
  DAY,
  /** From Monday on, as ISO 8601 has it. */
  WEEK,
  MONTH,
  ALL;

  /** The first day of the one that this day is in. */
  public LocalDate from(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case ALL -> LocalDate.EPOCH;
    };
  }

  /** As it is written in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
