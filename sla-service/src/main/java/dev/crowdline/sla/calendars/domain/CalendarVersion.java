package dev.crowdline.sla.calendars.domain;

/**
 * What of time counts under one version of a calendar.
 *
 * @param name of the calendar in its community
 * @param version 2 is the first that somebody made; before, it is always open
 */
public record CalendarVersion(String name, int version, WorkingTime time) {
  /** The calendar of a community, for all its requests. */
  public static final String DEFAULT = "default";

  /** As long as nobody says otherwise. */
  public static final CalendarVersion FIRST = new CalendarVersion(DEFAULT, 1, AlwaysOpen.TIME);
}
