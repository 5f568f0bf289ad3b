package dev.crowdline.sla.clocks.domain;

import dev.crowdline.sla.calendars.domain.AlwaysOpen;
import dev.crowdline.sla.calendars.domain.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a clock ran: stretches in order of time, of which only the last may still be open.
 *
 * @param working which moments of them count; whatever is used or left is counted in it
 */
public record Spans(List<Span> list, WorkingTime working) {
  static final Spans NONE = new Spans(List.of(), AlwaysOpen.TIME);

  public Spans {
    list = List.copyOf(list);
  }

  /**
   * One stretch.
   *
   * @param from may lie ahead: the clock will go on then, unless something is heard before
   * @param to null while open
   */
  public record Span(Instant from, @Nullable Instant to) {}

  /** Time used until then. */
  public Duration used(Instant until) {
    Duration used = Duration.ZERO;
    for (Span span : list) {
      Instant end = span.to() == null || span.to().isAfter(until) ? until : span.to();
      used = used.plus(working.between(span.from(), end));
    }
    return used;
  }

  /** When that much time is or will be used; null when what is known never leads there. */
  public @Nullable Instant reaches(Duration amount) {
    Duration left = amount;
    for (Span span : list) {
      Instant there = working.after(span.from(), left);
      if (span.to() == null) {
        return there;
      }
      if (there != null && !there.isAfter(span.to())) {
        return there;
      }
      left = left.minus(working.between(span.from(), span.to()));
    }
    return null;
  }

  /** The same, but not before a moment: what is used up by then counts from when it next runs. */
  @Nullable Instant reaches(Duration amount, Instant notBefore) {
    Instant there = reaches(amount);
    if (there == null || !there.isBefore(notBefore)) {
      return there;
    }
    for (Span span : list) {
      Instant runs = working.opensAt(span.from().isAfter(notBefore) ? span.from() : notBefore);
      if (span.to() == null || (runs != null && runs.isBefore(span.to()))) {
        return runs;
      }
    }
    return null;
  }

  /** Whether the clock runs, or will run, at any time after that moment. */
  boolean runsAfter(Instant moment) {
    return isOpen() || (!list.isEmpty() && moment.isBefore(list.getLast().to()));
  }

  /** Whether the clock ran at that moment, or was stopped at it. */
  boolean ranAt(Instant moment) {
    return list.stream()
        .anyMatch(span ->
            !moment.isBefore(span.from()) && (span.to() == null || !moment.isAfter(span.to())));
  }

  /** Whether the clock goes on by itself, now or at a time that is fixed. */
  public boolean isOpen() {
    return !list.isEmpty() && list.getLast().to() == null;
  }

  /** Whether the clock runs at that moment, which is one that counts. */
  public boolean runsAt(Instant now) {
    return isOpen() && !list.getLast().from().isAfter(now) && working.isOpenAt(now);
  }

  /** Whether that moment lies in a stretch that has ended: no silence of others can change it. */
  boolean isPast(Instant moment) {
    return !isOpen() || moment.isBefore(list.getLast().from());
  }
}
