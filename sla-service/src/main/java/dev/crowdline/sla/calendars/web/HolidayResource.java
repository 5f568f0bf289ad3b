package dev.crowdline.sla.calendars.web;

import dev.crowdline.sla.calendars.domain.Region;
import dev.crowdline.sla.calendars.sources.KnownHolidays;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where which holidays are kept, for who makes a calendar. */
@Path("/v1/holidays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Holidays", description = "Public and bank holidays by country and region")
public class HolidayResource {
  private static final int DAYS_OF_A_YEAR = 366;

  private final KnownHolidays holidays;
  private final InstantSource clock;

  HolidayResource(KnownHolidays holidays, InstantSource clock) {
    this.holidays = holidays;
    this.clock = clock;
  }

  /** A country or region, and what it is called. */
  public record Place(String code, String name) {}

  /** Countries or regions. */
  public record Places(List<Place> items) {
    static Places of(SortedMap<String, String> found) {
      return new Places(
          found.entrySet().stream()
              .map(each -> new Place(each.getKey(), each.getValue()))
              .toList());
    }
  }

  /** Holidays of a place. */
  public record Holidays(List<CalendarResource.Holiday> items) {}

  @GET
  @Path("/countries")
  @Operation(operationId = "listCountries", summary = "The countries whose holidays are known")
  public Places countries() {
    return Places.of(holidays.countries());
  }

  @GET
  @Path("/regions")
  @Operation(
      operationId = "listRegions",
      summary = "The regions of a country that have holidays of their own")
  public Places regions(
      @QueryParam("country") @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {
    if (country == null || !holidays.countries().containsKey(country)) {
      throw unknown("country");
    }
    return Places.of(holidays.regions(country));
  }

  @GET
  @Operation(
      operationId = "listHolidays",
      summary = "The holidays of a country or region in the year from today on")
  public Holidays list(
      @QueryParam("country") @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
      @QueryParam("region") @Size(min = 1, max = 60) @Nullable String region) {
    if (country == null && region != null) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE, "region", "is one of a country; name that as well");
    }
    if (country == null || !holidays.countries().containsKey(country)) {
      throw unknown("country");
    }
    SortedMap<LocalDate, String> found = holidays.of(new Region(country, region));
    if (found == null) {
      throw unknown("region");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Holidays(
        found.subMap(today, today.plusDays(DAYS_OF_A_YEAR)).entrySet().stream()
            .map(each -> new CalendarResource.Holiday(each.getKey(), each.getValue()))
            .toList());
  }

  private static Problem unknown(String field) {
    return Problem.field(
        ProblemType.NOT_ALLOWED_HERE, field, "must be one whose holidays are known");
  }
}
