package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestAnswered;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where requests wait: facts in, the numbers of each skill, channel, priority, tier, language. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class BreakdownServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NUMBERS =
      "values.collect { [it.value, it.waiting, it.inWork, it.answered, it.atRisk, it.breached,"
          + " it.arrivals.sum()] }";

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
    world.state(community, community, start, Communities.registered(1_000, 2_000, 4_000));
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  @Test
  @DisplayName("each value has exactly the requests that the facts say, and nobody else's")
  void exactly() {
    // Breached; at risk; in work; answered when it was at risk already, and at once; over.
    submitted(-1_100, Channel.API, "de", Priority.NORMAL, Tier.SPECIALIST, "bills");
    submitted(-800, Channel.WEB, "en", Priority.HIGH, Tier.COMMUNITY, "bills", "sea");
    UUID inWork = submitted(-60, Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "sea");
    happens(inWork, -55, accepted(Ids.next()));
    UUID late = submitted(-3_300, Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "roaming");
    isAnswered(late, -3_290, -200);
    UUID soon = submitted(-50, Channel.WEB, "en", Priority.LOW, Tier.COMMUNITY, "sea");
    isAnswered(soon, -45, -40);
    UUID over = submitted(-40, Channel.WEB, "en", Priority.LOW, Tier.COMMUNITY, "sea");
    happens(over, -30, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    String other = Communities.name();
    world.state(
        other,
        Ids.next(),
        start,
        request(Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "sea"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            of(other, "skill").body(NUMBERS, equalTo(List.of(List.of("sea", 1, 0, 0, 0, 0, 1)))));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            of(community, "skill")
                .body(
                    NUMBERS,
                    equalTo(
                        List.of(
                            List.of("bills", 2, 0, 0, 1, 1, 2),
                            List.of("sea", 1, 1, 1, 1, 0, 4),
                            List.of("roaming", 0, 0, 1, 0, 0, 0))))
                .body("values.oldestWaitingSince", equalTo(since(-1_100, -800, null)))
                .body("values[0].arrivals", hasSize(30)));
    of(community, "channel")
        .body(
            NUMBERS,
            equalTo(List.of(List.of("API", 1, 1, 1, 0, 1, 2), List.of("WEB", 1, 0, 1, 1, 0, 3))));
    of(community, "priority")
        .body(
            NUMBERS,
            equalTo(
                List.of(
                    List.of("NORMAL", 1, 1, 1, 0, 1, 2),
                    List.of("HIGH", 1, 0, 0, 1, 0, 1),
                    List.of("LOW", 0, 0, 1, 0, 0, 2))));
    of(community, "tier")
        .body(
            NUMBERS,
            equalTo(
                List.of(
                    List.of("SPECIALIST", 1, 0, 0, 0, 1, 1),
                    List.of("COMMUNITY", 1, 1, 2, 1, 0, 4))));
    of(community, "language")
        .body(
            NUMBERS,
            equalTo(List.of(List.of("de", 1, 0, 0, 0, 1, 1), List.of("en", 1, 1, 2, 1, 0, 4))));
    of(community, "topic").body(NUMBERS, equalTo(List.of(List.of("bills", 1, 0, 0, 1, 0, 1))));
    agreesWithTheOverview();
    everyNumberLeadsToItsRequests();
    as(community, "operator", "/v1/overview/requests?figure=at_risk&by=skill&value=bills")
        .body("items.priority", equalTo(List.of("HIGH")))
        .body("items[0].needs.skill", equalTo(List.of("bills", "sea")))
        .body("items[0].clock", equalTo("TIME_TO_ACCEPT"))
        .body("items[0].dueAt", equalTo(start.plusSeconds(200).toString()))
        .body("items[0].breached", equalTo(false));
    as(community, "operator", "/v1/overview/requests?figure=answered")
        .body("items.clock", equalTo(Arrays.asList(null, null)));
  }

  private void everyNumberLeadsToItsRequests() {
    Map<String, String> figures =
        Map.of(
            "waiting",
            "waiting",
            "in_work",
            "inWork",
            "answered",
            "answered",
            "at_risk",
            "atRisk",
            "breached",
            "breached");
    for (String by : List.of("skill", "topic", "channel", "priority", "tier", "language")) {
      JsonPath breakdown = of(community, by).extract().jsonPath();
      for (int line = 0; line < breakdown.getList("values").size(); line++) {
        String value = breakdown.getString("values[" + line + "].value");
        for (Map.Entry<String, String> figure : figures.entrySet()) {
          as(
                  community,
                  "operator",
                  "/v1/overview/requests?figure="
                      + figure.getKey()
                      + "&by="
                      + by
                      + "&value="
                      + value)
              .statusCode(200)
              .body(
                  "items", hasSize(breakdown.getInt("values[" + line + "]." + figure.getValue())));
        }
      }
    }
  }

  @Test
  @DisplayName("arrivals are compared with those of the same time on the days before")
  void usualArrivals() {
    int day = 24 * 60 * 60;
    for (int count = 1; count <= 3; count++) {
      for (int i = 0; i < count; i++) {
        submitted(-count * day - 600, Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "sea");
      }
    }
    submitted(-4 * day, Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "sea");
    submitted(-600, Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "sea");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            as(community, "operator", "/v1/overview/usual-arrivals")
                .statusCode(200)
                .body("count", equalTo(1))
                .body("usual", equalTo(2))
                .body("low", equalTo(1))
                .body("high", equalTo(3))
                .body("of", equalTo(3))
                .body("compared", equalTo("DAYS_BEFORE")));
  }

  @Test
  @DisplayName("the requests behind a number follow each other by age, page by page")
  void inPages() {
    List<String> ids =
        Stream.of(-300, -200, -100)
            .map(at ->
                submitted(at, Channel.API, "en", Priority.NORMAL, Tier.COMMUNITY, "sea").toString())
            .toList();
    String path = "/v1/overview/requests?figure=waiting&by=skill&value=sea";
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> as(community, "operator", path).body("items.requestId", equalTo(ids)));
    String next =
        as(community, "operator", path + "&limit=2")
            .body("items.requestId", equalTo(ids.subList(0, 2)))
            .extract()
            .path("next");
    as(community, "operator", path + "&limit=2&cursor=" + next)
        .body("items.requestId", equalTo(ids.subList(2, 3)))
        .body("next", nullValue());
    as(Communities.name(), "operator", path).body("items", hasSize(0));
  }

  @Test
  @DisplayName("what is asked wrongly of the requests behind a number is refused by its name")
  void refusalsOfRequests() {
    String path = "/v1/overview/requests?";
    as(community, "specialist", "/v1/overview/requests").statusCode(403);
    Map.of(
            "figure=waitings",
            "figure",
            "by=mood&value=a",
            "by",
            "by=skill&value=" + "x".repeat(101),
            "value",
            "cursor=x",
            "cursor",
            "limit=201",
            "limit")
        .forEach((wrong, field) ->
            as(community, "operator", path + wrong)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field)));
    as(community, "operator", path + "by=skill&value=%00").statusCode(400);
    Map.of("value=a", "value", "by=skill", "by", "by=skill&value=", "by")
        .forEach((wrong, field) ->
            as(community, "operator", path + wrong)
                .statusCode(422)
                .body("errors[0].field", equalTo(field)));
  }

  /** A request has one channel, so the channels add up to what the tiles show. */
  private void agreesWithTheOverview() {
    JsonPath overview = as(community, "operator", "/v1/overview").extract().jsonPath();
    JsonPath channels = of(community, "channel").extract().jsonPath();
    assertThat(sum(channels, "waiting")).isEqualTo(overview.getLong("open.byStatus.OPEN"));
    assertThat(sum(channels, "inWork")).isEqualTo(overview.getLong("open.byStatus.IN_WORK"));
    assertThat(sum(channels, "answered")).isEqualTo(overview.getLong("open.byStatus.ANSWERED"));
    assertThat(sum(channels, "atRisk")).isEqualTo(overview.getLong("atRisk"));
    assertThat(sum(channels, "breached")).isEqualTo(overview.getLong("breached"));
  }

  private static long sum(JsonPath breakdown, String number) {
    return breakdown.getLong("values." + number + ".sum()");
  }

  @Test
  @DisplayName(
      "nothing waits where nothing was asked; what is asked wrongly is refused by its name")
  void refusals() {
    of(community, "language").body("values", hasSize(0));
    as(community, "specialist", "/v1/overview/breakdowns?by=skill").statusCode(403);
    given().get("/v1/overview/breakdowns?by=skill").then().statusCode(401);
    for (String wrong : List.of("SKILL", "mood", "skill,tier")) {
      as(community, "operator", "/v1/overview/breakdowns?by=" + wrong)
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].field", equalTo("by"))
          .body("errors[0].allowed", hasSize(6));
    }
    as(community, "operator", "/v1/overview/breakdowns?by=skill&limit=3")
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
  }

  private static ValidatableResponse of(String community, String by) {
    return as(community, "operator", "/v1/overview/breakdowns?by=" + by).statusCode(200);
  }

  private static ValidatableResponse as(String community, String role, String path) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(Tokens.of(community, "olga", role))
        .get(path)
        .then();
  }

  private List<String> since(Integer... seconds) {
    return Stream.of(seconds)
        .map(each -> each == null ? null : start.plusSeconds(each).toString())
        .toList();
  }

  private UUID submitted(
      int seconds,
      Channel channel,
      String language,
      Priority priority,
      Tier tier,
      String... skills) {
    UUID id = Ids.next();
    happens(id, seconds, request(channel, language, priority, tier, skills));
    return id;
  }

  private void isAnswered(UUID request, int takenAt, int answeredAt) {
    UUID work = Ids.next();
    happens(request, takenAt, accepted(work));
    happens(request, takenAt + 1, wrote(work));
    happens(request, answeredAt, completed(work));
    happens(request, answeredAt + 1, new RequestAnswered(work, work, Tier.COMMUNITY, work, 1));
  }

  private void happens(UUID request, int seconds, Object data) {
    world.state(community, request, start.plusSeconds(seconds), data);
  }

  private static RequestSubmitted request(
      Channel channel, String language, Priority priority, Tier tier, String... skills) {
    return new RequestSubmitted(
        RequestKind.REQUEST,
        channel,
        language,
        priority,
        tier,
        Stream.of(skills).map(skill -> new Need(skill, 2)).toList(),
        skills.length > 1 ? skills[0] : null,
        skills.length > 1,
        Ids.next(),
        "Blue Heron",
        Map.of(),
        Ids.next(),
        "Where does it wait?",
        null,
        null);
  }

  private static OfferAccepted accepted(UUID assignment) {
    return new OfferAccepted(
        Ids.next(), assignment, assignment, "Ada", Tier.COMMUNITY, 1, 100, List.of());
  }

  private static MessageWritten wrote(UUID assignment) {
    return new MessageWritten(
        Ids.next(), assignment, assignment, "Ada", Tier.COMMUNITY, false, "I look", null, null);
  }

  private static AssignmentCompleted completed(UUID assignment) {
    return new AssignmentCompleted(
        assignment, assignment, "Ada", Tier.COMMUNITY, 1, 100, Ids.next(), "So", null, null);
  }
}
