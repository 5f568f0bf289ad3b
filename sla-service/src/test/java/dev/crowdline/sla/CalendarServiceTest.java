package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.EscalationWithdrawn;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.contracts.sla.TargetBreached;
import dev.crowdline.sla.calendars.domain.Calendar;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.domain.Hours;
import dev.crowdline.sla.calendars.domain.Week;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a community works, from the API to the facts of the clocks that count in it. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class CalendarServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CALENDAR = "/v1/calendars/default";

  @Inject Database database;
  @Inject ClockTable rows;
  @Inject CalendarTable calendars;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community = Communities.name();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private World world;

  @BeforeEach
  void connect() {
    world = new World(bootstrap, prefix);
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  @Test
  @DisplayName("as long as nobody says otherwise all time counts")
  void alwaysOpen() {
    operator()
        .get(CALENDAR)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("version", equalTo(1))
        .body("since", nullValue())
        .body("calendar.week.SUNDAY", equalTo(List.of(Map.of("from", "00:00", "to", "24:00"))))
        .body("holidays", hasSize(0));
    operator().get(CALENDAR + "/versions").then().body("items", hasSize(0));
  }

  @Test
  @DisplayName(
      "P10: a calendar times what runs anew, in steps: what was not due is withdrawn, once each")
  void whatRunsIsTimedAnew() {
    world.state(community, community, start, Communities.registered(3_000, 6_000, 9_000));
    List<UUID> ids = new ArrayList<>();
    List<World.Fact> facts = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      ids.add(Ids.next());
      facts.add(submitted(ids.getLast(), start.minusSeconds(1_600)));
    }
    world.send(facts);
    await()
        .atMost(PATIENCE)
        .until(
            () -> ids.stream().allMatch(id -> world.said(id, EscalationRaised.class).size() == 2));

    Map<String, Object> closedNow = openInThreeDays();
    sending(operator(), Map.of("calendar", closedNow))
        .post(CALENDAR + "/trials")
        .then()
        .statusCode(200)
        .body("running", equalTo(600))
        .body("effect.examined", equalTo(600))
        .body("effect.dueLater", equalTo(600))
        .body("effect.dueEarlier", equalTo(0))
        .body("effect.stepsTakenBack", equalTo(1_200));
    assertThat(calendarOf(ids.getFirst())).as("a trial changes nothing").isEqualTo(1);

    put(closedNow, "\"1\"").statusCode(200).header("ETag", equalTo("\"2\""));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(ids)
                .allSatisfy(
                    id -> assertThat(world.said(id, EscalationWithdrawn.class)).hasSize(2)));
    UUID later = Ids.next();
    world.send(List.of(submitted(later, start.minusSeconds(1_000))));
    await().atMost(PATIENCE).until(() -> calendarOf(later) == 2);

    operator()
        .get("/v1/clocks/" + ids.getFirst())
        .then()
        .body("calendar.version", equalTo(2))
        .body("calendar.open", equalTo(false))
        .body("calendar.opensAt", notNullValue())
        .body("clocks.state", everyItem(equalTo("PAUSED")))
        .body("clocks[0].usedMillis", equalTo(0))
        .body("clocks[0].leftMillis", equalTo(3_000_000))
        .body("clocks[0].leftWallMillis", greaterThanOrEqualTo(2 * 24 * 60 * 60 * 1_000))
        .body("clocks[0].course.reason", equalTo(List.of("SUBMITTED")))
        .body("clocks[0].course.runs", equalTo(List.of(true)))
        .body("steps.raised", everyItem(equalTo(false)))
        .body("steps.dueAt", everyItem(notNullValue()));
    operator()
        .get(CALENDAR + "/versions")
        .then()
        .body("items", hasSize(1))
        .body("items[0].by.name", equalTo("olga"))
        .body("items[0].note", equalTo("Why"))
        .body("items[0].retimed.requests", oneOf(600, 601));

    // Open again from the start: the same steps are due again, and each is raised once more.
    put(alwaysBut(LocalDate.of(2026, 1, 1)), "\"2\"").statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(ids)
                .allSatisfy(id -> {
                  assertThat(world.said(id, EscalationRaised.class))
                      .extracting(EscalationRaised::stepId)
                      .containsExactly("widen", "raise", "widen", "raise");
                  assertThat(world.said(id, PolicyApplied.class)).isEmpty();
                }));
  }

  @Test
  @DisplayName("P10: who fires looks at the calendar first, before what runs was timed anew")
  void firingComparesFirst() {
    world.state(community, community, start, Communities.registered(20, 40, 60));
    UUID request = Ids.next();
    world.send(List.of(submitted(request, Instant.now())));
    await().atMost(PATIENCE).until(() -> plan(request) != null);
    // Its row alone, and nothing that times anew what runs.
    database.transact(tx -> calendars.add(tx, closedUntilFarAway()));
    await().atMost(PATIENCE).until(() -> calendarOf(request) == 2);
    assertThat(world.said(request, EscalationRaised.class)).isEmpty();
    assertThat(world.said(request, TargetBreached.class)).isEmpty();
  }

  @Test
  @DisplayName("an edit of a version that does not count any more is refused, and changes nothing")
  void editedTwice() {
    put(openInThreeDays(), "\"1\"").statusCode(200);
    put(openInThreeDays(), "\"1\"").statusCode(412);
    operator().get(CALENDAR).then().body("version", equalTo(2));
  }

  @Test
  @DisplayName("P9: a calendar is its community's alone")
  void walls() {
    put(openInThreeDays(), "\"1\"").statusCode(200);
    given()
        .auth()
        .oauth2(Tokens.of(Communities.name(), "otto", "operator"))
        .get(CALENDAR)
        .then()
        .body("version", equalTo(1));
    for (String path :
        List.of(CALENDAR, CALENDAR + "/versions", "/v1/holidays/countries", "/v1/holidays")) {
      given().get(path).then().statusCode(401);
      given()
          .auth()
          .oauth2(Tokens.of(community, "carla", "contributor"))
          .get(path)
          .then()
          .statusCode(403);
    }
  }

  @Test
  @DisplayName("P11: a calendar with faults is refused with the path of each, and changes nothing")
  void faultyCalendars() {
    Map<String, Object> faulty = openInThreeDays();
    faulty.put("zone", "Europe/Atlantis");
    week(faulty).put("MONDAY", List.of(period("09:00", "12:00"), period("11:00", "17:00")));
    week(faulty).put("TUESDAY", List.of(period("09:00", "09:00")));
    faulty.put("holidays", Map.of("country", "ZZ"));
    faulty.put(
        "exceptions",
        List.of(
            Map.of("date", "2027-02-29", "periods", List.of()),
            Map.of("date", "2028-02-29", "periods", List.of()),
            Map.of("date", "2028-02-29", "periods", List.of(period("12:00", "10:00")))));
    put(faulty, "\"1\"")
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "calendar.zone",
                "calendar.week.MONDAY[1].from",
                "calendar.week.TUESDAY[0].to",
                "calendar.holidays.country",
                "calendar.exceptions[0].date",
                "calendar.exceptions[2].date",
                "calendar.exceptions[2].periods[0].to"));
    Map<String, Object> elsewhere = openInThreeDays();
    elsewhere.put("holidays", Map.of("country", "DE", "region", "texas"));
    put(elsewhere, "\"1\"")
        .statusCode(422)
        .body("errors.field", equalTo(List.of("calendar.holidays.region")));
    Map<String, Object> never = openInThreeDays();
    never.put("week", closedWeek());
    put(never, "\"1\"").statusCode(422).body("errors.field", equalTo(List.of("calendar.week")));
    Map<String, Object> malformed = openInThreeDays();
    week(malformed).put("FRIDAY", List.of(period("9 o'clock", "25:00")));
    put(malformed, "\"1\"")
        .statusCode(400)
        .body(
            "errors.field", hasItems("calendar.week.FRIDAY[0].from", "calendar.week.FRIDAY[0].to"));
    operator().get(CALENDAR).then().body("version", equalTo(1));
  }

  @Test
  @DisplayName("holidays of a region are closed, and stand in the version by their dates")
  void holidays() {
    Map<String, Object> bavaria = openInThreeDays();
    bavaria.put("holidays", Map.of("country", "DE", "region", "by"));
    put(bavaria, "\"1\"")
        .statusCode(200)
        .body("calendar.holidays.region", equalTo("by"))
        .body("holidays.name", hasItem("Epiphany"))
        .body("holidaysDiffer", equalTo(false));
    operator()
        .queryParam("country", "DE")
        .get("/v1/holidays")
        .then()
        .statusCode(200)
        .body("items.size()", lessThan(12))
        .body("items.date", hasItem(nextUnityDay()));
    operator()
        .queryParam("country", "DE")
        .get("/v1/holidays/regions")
        .then()
        .body("items.code", hasItems("by", "be"));
    operator().get("/v1/holidays/countries").then().body("items.code", hasItems("DE", "IN", "US"));
    operator().get("/v1/holidays/regions").then().statusCode(422);
    operator().queryParam("country", "ZZ").get("/v1/holidays").then().statusCode(422);
  }

  @Test
  @DisplayName("P11: a file of a calendar is read, or refused with where and why")
  void files() {
    int year = LocalDate.now(ZoneOffset.UTC).getYear();
    file("""
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//example.org//closed days//EN
    BEGIN:VEVENT
    UID:1@example.org
    DTSTAMP:20260101T000000Z
    SUMMARY:Closed over Christmas
    DTSTART;VALUE=DATE:%d1224
    DTEND;VALUE=DATE:%d1227
    END:VEVENT
    END:VCALENDAR
    """
            .formatted(year, year))
        .statusCode(200)
        .body(
            "exceptions.date", equalTo(List.of(year + "-12-24", year + "-12-25", year + "-12-26")))
        .body("exceptions.label", everyItem(equalTo("Closed over Christmas")))
        .body("leftOut", hasSize(0));
    file("x".repeat(200_001)).statusCode(400).body("errors[0].field", equalTo("ical"));
    file("x".repeat(10_000_000)).statusCode(413);
    file("nonsense").statusCode(422).body("errors[0].field", equalTo("ical"));
    operator().get(CALENDAR).then().body("version", equalTo(1));
  }

  private ValidatableResponse file(String text) {
    return sending(operator(), Map.of("ical", text)).post(CALENDAR + "/files").then();
  }

  private static String nextUnityDay() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate thisYears = LocalDate.of(today.getYear(), 10, 3);
    return (thisYears.isBefore(today) ? thisYears.plusYears(1) : thisYears).toString();
  }

  // ---- calendars ----

  /** Closed now and for as long as a test may take, before and after. */
  private static Map<String, Object> openInThreeDays() {
    Map<String, Object> week = closedWeek();
    week.put(threeDaysOn().name(), List.of(period("09:00", "17:00")));
    Map<String, Object> calendar = new HashMap<>();
    calendar.put("zone", "UTC");
    calendar.put("week", week);
    calendar.put("exceptions", List.of());
    return calendar;
  }

  private static DayOfWeek threeDaysOn() {
    return LocalDate.now(ZoneOffset.UTC).getDayOfWeek().plus(3);
  }

  private static Map<String, Object> alwaysBut(LocalDate date) {
    Map<String, Object> week = closedWeek();
    week.replaceAll((day, periods) -> List.of(period("00:00", "24:00")));
    Map<String, Object> calendar = new HashMap<>();
    calendar.put("zone", "UTC");
    calendar.put("week", week);
    calendar.put("exceptions", List.of(Map.of("date", date.toString(), "periods", List.of())));
    return calendar;
  }

  private CalendarTable.Version closedUntilFarAway() {
    return new CalendarTable.Version(
        new CalendarTable.Key(community, CalendarVersion.DEFAULT, 2),
        new Calendar(
            ZoneId.of("UTC"),
            new Week(Map.of(threeDaysOn(), Hours.ALL_DAY)),
            null,
            new TreeMap<>(),
            List.of()),
        start);
  }

  private static Map<String, Object> closedWeek() {
    Map<String, Object> week = new HashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day.name(), List.of());
    }
    return week;
  }

  private static Map<String, Object> period(String from, String to) {
    return Map.of("from", from, "to", to);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> week(Map<String, Object> calendar) {
    return (Map<String, Object>) calendar.get("week");
  }

  // ---- who asks ----

  private RequestSpecification operator() {
    return given().auth().oauth2(Tokens.of(community, "olga", "operator"));
  }

  private static RequestSpecification sending(RequestSpecification caller, Object body) {
    return caller.contentType("application/json").body(body);
  }

  private ValidatableResponse put(Map<String, Object> calendar, String ifMatch) {
    return sending(operator(), Map.of("calendar", calendar, "note", "Why"))
        .header("If-Match", ifMatch)
        .put(CALENDAR)
        .then();
  }

  private Plan plan(UUID id) {
    ClockedRequest found =
        database.read(sql -> rows.find(sql, new ClockedRequest.Key(community, id)));
    return found == null ? null : found.clocks().plan();
  }

  /** 0 as long as it has no plan. */
  private int calendarOf(UUID id) {
    Plan plan = plan(id);
    return plan == null ? 0 : plan.calendarVersion();
  }

  private World.Fact submitted(UUID id, Instant at) {
    return world.fact(
        community,
        id,
        at,
        new RequestSubmitted(
            RequestKind.REQUEST,
            Channel.API,
            "en",
            Priority.NORMAL,
            Tier.COMMUNITY,
            List.of(new Need("general", 2)),
            null,
            false,
            Ids.next(),
            "Blue Heron",
            Map.of(),
            Ids.next(),
            "How do I pair it?",
            null,
            null));
  }
}
