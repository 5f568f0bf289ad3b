package dev.crowdline.sla.calendars.domain;

import java.time.LocalDate;

/**
 * A date with hours of its own, or none.
 *
 * @param label why, for those who read the calendar; may be empty
 */
public record ExceptionalDay(LocalDate date, Hours hours, String label) {}
