package dev.crowdline.sla.reports.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A day or a month, of UTC as everything that is kept.
 *
 * @param first its first day
 */
public record Period(Unit unit, LocalDate first) {
  /** As it is written: a day such as 2026-11-30, or a month such as 2026-11. */
  public static final String FORM = "[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?";

  /** How long a period is, how many are shown in a row, and how many are kept. */
  public enum Unit {
    DAY(ChronoUnit.DAYS, 30, 400),
    MONTH(ChronoUnit.MONTHS, 12, 60);

    private final ChronoUnit length;
    private final int shown;
    private final int kept;

    Unit(ChronoUnit length, int shown, int kept) {
      this.length = length;
      this.shown = shown;
      this.kept = kept;
    }

    /** The beginning of the first that is kept. */
    public Instant keptSince(Instant now) {
      return of(this, now).minus(kept).from();
    }
  }

  /** The one that a moment falls into. */
  public static Period of(Unit unit, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return new Period(unit, unit == Unit.MONTH ? day.withDayOfMonth(1) : day);
  }

  /** Reads what is written as one; null when it is none. */
  public static @Nullable Period parse(String text) {
    if (!text.matches(FORM)) {
      return null;
    }
    try {
      return text.length() == "2026-11".length()
          ? new Period(Unit.MONTH, YearMonth.parse(text).atDay(1))
          : new Period(Unit.DAY, LocalDate.parse(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether it has begun and is still kept. */
  public boolean isKept(Instant now) {
    return !from().isAfter(now) && !from().isBefore(unit.keptSince(now));
  }

  public Instant from() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The moment after its last. */
  public Instant until() {
    return minus(-1).from();
  }

  public Period before() {
    return minus(1);
  }

  /** Those that are shown in a row, this one last. */
  public List<Period> course() {
    return IntStream.range(0, unit.shown).mapToObj(n -> minus(unit.shown - 1 - n)).toList();
  }

  private Period minus(int periods) {
    return new Period(unit, first.minus(periods, unit.length));
  }

  /** As it is written. */
  public String text() {
    return unit == Unit.MONTH ? YearMonth.from(first).toString() : first.toString();
  }
}
