package dev.crowdline.sla.calendars.domain;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The hours of each day of every week; a day that is not named is closed. */
public record Week(Map<DayOfWeek, Hours> hours) {
  public Week {
    Map<DayOfWeek, Hours> all = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      all.put(day, hours.getOrDefault(day, Hours.CLOSED));
    }
    hours = Collections.unmodifiableMap(all);
  }

  /** The same hours every day. */
  public static Week daily(Hours hours) {
    Map<DayOfWeek, Hours> all = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      all.put(day, hours);
    }
    return new Week(all);
  }

  public Hours on(DayOfWeek day) {
    return hours.getOrDefault(day, Hours.CLOSED);
  }

  /** How long a week is open. */
  public int minutes() {
    return hours.values().stream().mapToInt(Hours::minutes).sum();
  }
}
