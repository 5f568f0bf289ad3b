package dev.crowdline.sla.clocks.persistence;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.clocks.domain.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the column {@code content} keeps it: all by value but the calendar, whose versions
 * never change and may be large.
 *
 * @param calendar its name; null in plans that count all time, as those do that were stored before
 *     there were calendars
 */
record StoredPlan(
    Policy.Targets targets,
    int customerWaitSeconds,
    List<Policy.Step> steps,
    @Nullable Map<Priority, Policy.Targets> byPriority,
    @Nullable Integer policyVersion,
    Plan.@Nullable Case forCase,
    @Nullable String calendar,
    @Nullable Integer calendarVersion) {

  static StoredPlan of(Plan plan) {
    CalendarVersion calendar = plan.calendar();
    return new StoredPlan(
        plan.targets(),
        plan.customerWaitSeconds(),
        plan.steps(),
        plan.byPriority(),
        plan.policyVersion(),
        plan.forCase(),
        calendar == null ? null : calendar.name(),
        calendar == null ? null : calendar.version());
  }

  /** Where its calendar is found; null when it has none. */
  CalendarTable.@Nullable Key calendarOf(String community) {
    return calendar == null || calendarVersion == null
        ? null
        : new CalendarTable.Key(community, calendar, calendarVersion);
  }

  Plan plan(@Nullable CalendarVersion found) {
    return new Plan(targets, customerWaitSeconds, steps, byPriority, policyVersion, forCase, found);
  }
}
