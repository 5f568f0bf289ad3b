package dev.crowdline.sla.calendars.domain;

/**
 * A stretch of a day on the clock of its zone, in minutes from midnight.
 *
 * @param from the first minute that counts
 * @param to the first that does not any more; 1440 is the end of the day
 */
public record Period(int from, int to) {
  public static final int MINUTES = 24 * 60;

  public Period {
    if (from < 0 || from >= MINUTES || to < 0 || to > MINUTES) {
      throw new IllegalArgumentException("no time of a day: " + from + " to " + to);
    }
  }
}
