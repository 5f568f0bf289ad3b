package dev.crowdline.sla.calendars.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.sla.calendars.domain.Region;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class KnownHolidaysTest {
  private final KnownHolidays holidays =
      new KnownHolidays(InstantSource.fixed(Instant.parse("2026-12-01T00:00:00Z")));

  private SortedMap<LocalDate, String> of(String country, String region) {
    return holidays.of(new Region(country, region));
  }

  @Test
  void aRegionKeepsWhatItsCountryKeepsAndMore() {
    LocalDate epiphany = LocalDate.of(2027, 1, 6);
    LocalDate unity = LocalDate.of(2027, 10, 3);
    assertThat(of("DE", null)).containsKey(unity).doesNotContainKey(epiphany);
    assertThat(of("DE", "by")).containsKeys(unity, epiphany);
    assertThat(of("DE", "be")).containsKey(unity).doesNotContainKey(epiphany);
  }

  @Test
  void whatMovesIsThereInEachYear() {
    // Easter Mondays.
    assertThat(of("DE", null))
        .containsKeys(
            LocalDate.of(2025, 4, 21), LocalDate.of(2027, 3, 29), LocalDate.of(2046, 3, 26));
  }

  @Test
  void everyCountryHasReadableHolidaysAndRegions() {
    assertThat(holidays.countries()).containsEntry("DE", "Germany").doesNotContainKey("NYSE");
    for (String country : holidays.countries().keySet()) {
      assertThat(of(country, null)).as(country).isNotNull();
      assertThat(holidays.regions(country).keySet())
          .as(country)
          .allSatisfy(region -> assertThat(region).hasSizeLessThanOrEqualTo(60));
    }
  }

  @Test
  void whatIsNoPlaceHasNone() {
    assertThat(of("ZZ", null)).isNull();
    assertThat(of("NYSE", null)).isNull();
    assertThat(of("DE", "texas")).isNull();
    assertThat(of("DE", "../us")).isNull();
    assertThat(holidays.regions("ZZ")).isEmpty();
  }
}
