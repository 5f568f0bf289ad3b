package dev.crowdline.sla.calendars.domain;

import java.time.Duration;
import java.time.Instant;

/** Every moment counts: working time is time. */
public record AlwaysOpen() implements WorkingTime {
  public static final WorkingTime TIME = new AlwaysOpen();

  @Override
  public Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  @Override
  public Instant after(Instant start, Duration amount) {
    return start.plus(amount);
  }

  @Override
  public Instant opensAt(Instant from) {
    return from;
  }

  @Override
  public int dates() {
    return 0;
  }

  @Override
  public boolean isOpenAt(Instant moment) {
    return true;
  }
}
