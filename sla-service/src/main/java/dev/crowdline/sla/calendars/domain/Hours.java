package dev.crowdline.sla.calendars.domain;

import java.util.ArrayList;
import java.util.List;

/** The periods of a day: any number, in their order, none empty, none over another. */
public record Hours(List<Period> periods) {
  public static final Hours CLOSED = new Hours(List.of());

  /** From one midnight to the next. */
  public static final Hours ALL_DAY = new Hours(List.of(new Period(0, Period.MINUTES)));

  public Hours {
    periods = List.copyOf(periods);
    if (!faults(periods).isEmpty()) {
      throw new IllegalArgumentException(faults(periods).toString());
    }
  }

  /**
   * What is wrong with a period among those of its day.
   *
   * @param end whether it is its end, else its start
   */
  public record Fault(int index, boolean end, String reason) {}

  /** All faults of some periods; those that have none can be the hours of a day. */
  public static List<Fault> faults(List<Period> periods) {
    List<Fault> faults = new ArrayList<>();
    int open = 0;
    for (int i = 0; i < periods.size(); i++) {
      Period period = periods.get(i);
      if (period.to() <= period.from()) {
        faults.add(
            new Fault(i, true, "must be after the start of the period; over midnight takes two"));
      }
      if (period.from() < open) {
        faults.add(new Fault(i, false, "must not be before the end of the period before it"));
      }
      open = Math.max(open, period.to());
    }
    return faults;
  }

  /** How long a day of these hours is open, unless its clocks are changed. */
  public int minutes() {
    return periods.stream().mapToInt(period -> period.to() - period.from()).sum();
  }
}
