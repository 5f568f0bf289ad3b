package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Facts of two groups in, how they differ out. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
@DisplayName("a dial compares the community with staff, by the requests that it sent to each")
class DialServiceTest {
  private static final int EACH = 40;
  private static final int POINTS = 50;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community = Communities.name();
  private final Instant start = Instant.now().minusSeconds(86_400).truncatedTo(ChronoUnit.MICROS);
  private final List<World.Fact> facts = new ArrayList<>();
  private World world;

  @BeforeEach
  void connect() {
    world = new World(bootstrap, prefix);
    world.state(community, community, start, Communities.registered(600, 900, 2_400));
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  @Test
  @DisplayName("time, stars, reopening and cost, of the latest position of the dial")
  void compared() {
    // Of an earlier position, and of none: in neither group.
    answered(new Dial(10, true), Tier.COMMUNITY, 5, 1, false, -3_600);
    answered(new Dial(10, false), Tier.SPECIALIST, 5, 1, false, -3_600);
    answered(null, Tier.COMMUNITY, 5, 1, false, 0);
    for (int i = 0; i < EACH; i++) {
      // Every fourth asks for staff in the end: it is the community's result nevertheless.
      Tier by = i % 4 == 0 ? Tier.SPECIALIST : Tier.COMMUNITY;
      answered(new Dial(60, true), by, 60 + i % 3, 5, i < 10, i);
      answered(new Dial(60, false), Tier.SPECIALIST, 240 + i % 5, 4, false, i);
    }
    world.send(facts);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            dial("bills")
                .then()
                .statusCode(200)
                .body("community", equalTo(EACH))
                .body("staff", equalTo(EACH))
                .body("lines[1].communityCount", equalTo(EACH))
                .body("lines[3].communityCount", equalTo(EACH))
                .body("lines[3].staffCount", equalTo(EACH)));
    JsonPath shown = dial("bills").jsonPath();
    assertThat(shown.getInt("percent")).isEqualTo(60);
    assertThat(shown.getList("lines.measure"))
        .isEqualTo(List.of("TIME", "STARS", "REOPENED", "COST"));
    assertThat(shown.getList("lines.verdict")).isEqualTo(List.of("LESS", "MORE", "MORE", "LESS"));
    assertThat(shown.getDouble("lines[0].community")).isBetween(60.0, 72.0);
    assertThat(shown.getDouble("lines[0].staff")).isBetween(240.0, 245.0);
    assertThat(shown.getDouble("lines[0].difference.value")).isBetween(0.24, 0.30);
    assertThat(shown.getDouble("lines[1].community")).isEqualTo(5);
    assertThat(shown.getDouble("lines[1].staff")).isEqualTo(4);
    assertThat(shown.getDouble("lines[2].community")).isEqualTo(0.25);
    assertThat(shown.getDouble("lines[2].staff")).isZero();
    assertThat(shown.getInt("lines[2].communityCount")).isEqualTo(EACH);
    // A quarter by staff, the others for points.
    double points = POINTS * Policy.of(Pace.DEMO).cost().pointMilliCents() / 1000.0;
    int staff = Policy.of(Pace.DEMO).cost().staffCents();
    assertThat(shown.getDouble("lines[3].staff")).isEqualTo(staff);
    assertThat(shown.getDouble("lines[3].community"))
        .isCloseTo((staff + 3 * points) / 4, within(0.001));
  }

  @Test
  @DisplayName("few are not enough, and a topic without any says so; another community sees none")
  void few() {
    for (int i = 0; i < 3; i++) {
      answered(new Dial(50, i % 2 == 0), Tier.COMMUNITY, 60, 5, false, i);
    }
    world.send(facts);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> dial("bills").then().statusCode(200).body("community", equalTo(2)));
    assertThat(dial("bills").jsonPath().getList("lines.verdict")).containsOnly("NOT_ENOUGH_DATA");
    dial("roaming").then().statusCode(404);
    as(Communities.name(), "operator").get("/v1/dials/bills").then().statusCode(404);
    as(community, "contributor").get("/v1/dials/bills").then().statusCode(403);
  }

  private Response dial(String topic) {
    return as(community, "operator").get("/v1/dials/" + topic);
  }

  private static io.restassured.specification.RequestSpecification as(
      String community, String role) {
    return given().header("Authorization", "Bearer " + Tokens.of(community, role + "-1", role));
  }

  private void answered(
      @Nullable Dial dial, Tier by, int seconds, int stars, boolean reopened, int after) {
    UUID request = Ids.next();
    UUID work = Ids.next();
    UUID member = Ids.next();
    Instant at = start.plusSeconds(7_200 + after);
    happens(request, at, asked(dial));
    int round = 1;
    if (reopened) {
      UUID refused = Ids.next();
      takes(request, at, refused, member, by, 1);
      happens(
          request,
          at.plusSeconds(20),
          new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, refused, null));
      round = 2;
    }
    takes(request, at.plusSeconds(30), work, member, by, round);
    happens(
        request,
        at.plusSeconds(seconds),
        new RequestResolved(work, member, round, RequestResolved.By.CUSTOMER, null));
    happens(
        request, at.plusSeconds(seconds + 1), new RequestRated(work, member, stars, false, null));
    if (by == Tier.COMMUNITY) {
      happens(
          request, at.plusSeconds(seconds + 2), new PointsReleased(member, work, "rule", POINTS));
    }
  }

  private void takes(UUID request, Instant at, UUID work, UUID member, Tier by, int round) {
    happens(
        request,
        at.plusSeconds(1),
        new OfferAccepted(Ids.next(), work, member, "Ada", by, round, 100, List.of()));
    happens(
        request,
        at.plusSeconds(10),
        new AssignmentCompleted(work, member, "Ada", by, round, 100, Ids.next(), "So", null, null));
  }

  private void happens(UUID request, Instant at, Object data) {
    facts.add(world.fact(community, request, at, data));
  }

  private static RequestSubmitted asked(@Nullable Dial dial) {
    return new RequestSubmitted(
        RequestKind.REQUEST,
        Channel.API,
        "en",
        Priority.NORMAL,
        dial == null || dial.community() ? Tier.COMMUNITY : Tier.SPECIALIST,
        List.of(new Need("bills", 2)),
        "bills",
        true,
        Ids.next(),
        "Blue Heron",
        Map.of(),
        Ids.next(),
        "What came of it?",
        null,
        null,
        null,
        dial);
  }
}
