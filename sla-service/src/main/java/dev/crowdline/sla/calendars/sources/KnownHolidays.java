package dev.crowdline.sla.calendars.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.crowdline.sla.calendars.domain.Region;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The holidays of countries and their regions, as the library Jollyday knows them: public and bank
 * holidays, from last year on for twenty-two years. Observances close nobody's desk.
 */
@ApplicationScoped
public class KnownHolidays {
  private static final int YEARS = 22;
  private static final int LETTERS_OF_A_COUNTRY = 2;

  /** What separates a region from its part. */
  private static final String PART = "/";

  /** A region of them has some 40 KB. */
  private static final int MOST_KEPT = 60;

  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private final SortedMap<String, String> countries = allCountries();
  private final Cache<Region, Optional<SortedMap<LocalDate, String>>> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(Duration.ofDays(1)).build();

  KnownHolidays(InstantSource clock) {
    this.clock = clock;
    HolidayManager.setManagerCachingEnabled(false);
  }

  /** The countries whose holidays are known: names in English by code. */
  public SortedMap<String, String> countries() {
    return countries;
  }

  private static SortedMap<String, String> allCountries() {
    SortedMap<String, String> all = new TreeMap<>();
    for (String code : HolidayManager.getSupportedCalendarCodes()) {
      // The others are exchanges.
      if (code.length() == LETTERS_OF_A_COUNTRY) {
        all.put(code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH));
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /** The regions of a country, and parts of them: names in English by what names them. */
  public SortedMap<String, String> regions(String country) {
    SortedMap<String, String> found = new TreeMap<>();
    if (countries.containsKey(country)) {
      add(found, "", "", manager(country).getCalendarHierarchy());
    }
    return found;
  }

  private static void add(
      SortedMap<String, String> found, String path, String name, CalendarHierarchy of) {
    for (Map.Entry<String, CalendarHierarchy> child : of.getChildren().entrySet()) {
      String its = path + child.getKey();
      String called = name + child.getValue().getDescription(Locale.ENGLISH);
      found.put(its, called);
      add(found, its + PART, called + ", ", child.getValue());
    }
  }

  /** The holidays of a country and region by date; null when there is no such place. */
  public @Nullable SortedMap<LocalDate, String> of(Region region) {
    Optional<SortedMap<LocalDate, String>> found = kept.getIfPresent(region);
    if (found == null) {
      found = Optional.ofNullable(read(region));
      kept.put(region, found);
    }
    return found.orElse(null);
  }

  private @Nullable SortedMap<LocalDate, String> read(Region region) {
    String path = region.region();
    if (!countries.containsKey(region.country())
        || (path != null && !regions(region.country()).containsKey(path))) {
      return null;
    }
    HolidayManager manager = manager(region.country());
    String[] parts = path == null ? new String[0] : path.split(PART);
    SortedMap<LocalDate, String> all = new TreeMap<>();
    int first = clock.instant().atOffset(ZoneOffset.UTC).getYear() - 1;
    for (int year = first; year < first + YEARS; year++) {
      for (Holiday holiday : manager.getHolidays(Year.of(year), parts)) {
        if (holiday.getType() != HolidayType.OBSERVANCE) {
          all.put(holiday.getDate(), holiday.getDescription(Locale.ENGLISH));
        }
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /**
   * One that is dropped when it was asked: the library's own would keep every year of every region
   * that anybody ever asked for. One at a time is read, which parses a file.
   */
  private HolidayManager manager(String country) {
    reading.lock();
    try {
      return HolidayManager.getInstance(ManagerParameters.create(country));
    } finally {
      reading.unlock();
    }
  }
}
