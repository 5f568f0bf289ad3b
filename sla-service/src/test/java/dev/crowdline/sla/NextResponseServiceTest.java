package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.sla.TargetAtRisk;
import dev.crowdline.contracts.sla.TargetBreached;
import dev.crowdline.contracts.sla.TargetMet;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A further message of the customer waits for our next one, from the facts to the reports. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class NextResponseServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TARGET = 100;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community = Communities.name();
  private final UUID request = Ids.next();
  private final UUID assignment = Ids.next();
  private final UUID ada = Ids.next();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private World world;

  @BeforeEach
  void begun() {
    world = new World(bootstrap, prefix);
    world.state(
        community,
        community,
        start.minusSeconds(2_000),
        Communities.registered(new Policy.Targets(5_000, 6_000, 9_000, TARGET), List.of()));
    happens(-1_000, submitted());
    happens(-990, new RouteClaimed(assignment, ada, "Ada", Tier.SPECIALIST, 1, 0, List.of()));
    happens(-980, wrote(0));
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  private void happens(double seconds, Object fact) {
    world.state(community, request, start.plusMillis(Math.round(seconds * 1_000)), fact);
  }

  private static RequestSubmitted submitted() {
    return new RequestSubmitted(
        RequestKind.REQUEST,
        Channel.API,
        "en",
        Priority.NORMAL,
        Tier.COMMUNITY,
        List.of(new Need("general", 1)),
        null,
        true,
        Ids.next(),
        "Blue Heron",
        Map.of(),
        Ids.next(),
        "How do I pair it?",
        null,
        null);
  }

  private MessageWritten wrote(int heard) {
    return new MessageWritten(
        Ids.next(), assignment, ada, "Ada", Tier.SPECIALIST, false, "Look here", heard, null);
  }

  private static MessageAdded asked(int number) {
    return new MessageAdded(Ids.next(), "And then?", number, null);
  }

  private <T> List<T> said(Class<T> type) {
    return world.said(request, type);
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + Tokens.of(community, "olga", "operator"));
  }

  @Test
  @DisplayName("a wait that is missed and one that is met: said once each, shown, and counted")
  void missedAndMet() {
    happens(-900, asked(1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(said(TargetBreached.class))
                .containsExactly(
                    new TargetBreached(SlaClock.NEXT_RESPONSE, start.minusSeconds(800))));
    operator()
        .get("/v1/clocks/" + request)
        .then()
        .statusCode(200)
        .body("clocks.kind", hasItem("NEXT_RESPONSE"))
        .body("clocks[3].state", equalTo("RUNNING"))
        .body("clocks[3].budgetMillis", equalTo(TARGET * 1_000))
        .body("clocks[3].breachedAt", notNullValue())
        .body("clocks[3].course.reason", equalTo(List.of("CUSTOMER_WROTE")))
        .body("replies", hasSize(1))
        .body("replies[0].repliedAt", nullValue());
    given()
        .header("Authorization", "Bearer " + Tokens.of(community, "sam", "specialist"))
        .get("/v1/overdue")
        .then()
        .body("items.clock", equalTo(List.of("NEXT_RESPONSE")))
        .body("items[0].breached", equalTo(true));
    operator()
        .get("/v1/overview")
        .then()
        .body("breached", equalTo(1))
        .body("alerts[0].clock", equalTo("NEXT_RESPONSE"));
    operator()
        .get("/v1/overview/breakdowns?by=priority")
        .then()
        .body("values[0].breached", equalTo(1));

    happens(-750, wrote(1));
    happens(-9, asked(2));
    happens(-3, wrote(2));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(said(TargetMet.class))
                .contains(new TargetMet(SlaClock.NEXT_RESPONSE, 6_000)));
    assertThat(said(TargetBreached.class)).hasSize(1);
    assertThat(said(TargetAtRisk.class)).isEmpty();
    operator()
        .get("/v1/clocks/" + request)
        .then()
        .body("clocks[3].state", equalTo("MET"))
        .body("clocks[3].course.reason", equalTo(List.of("CUSTOMER_WROTE", "RESPONDED")))
        .body("replies.state", equalTo(List.of("STOPPED", "MET")))
        .body("replies.usedMillis", equalTo(List.of(150_000, 6_000)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            operator()
                .get("/v1/overview")
                .then()
                .body("met.NEXT_RESPONSE.met", equalTo(1))
                .body("met.NEXT_RESPONSE.breached", equalTo(1))
                .body("met.NEXT_RESPONSE.share", equalTo(0.5f))
                .body("medianMillis.NEXT_RESPONSE", notNullValue()));
  }

  @Test
  @DisplayName("a reply that is heard after the miss was said takes it back")
  void takenBack() {
    happens(-300, asked(1));
    await().atMost(PATIENCE).until(() -> said(TargetBreached.class).size() == 1);
    happens(-250, wrote(1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(said(TargetMet.class))
                .contains(new TargetMet(SlaClock.NEXT_RESPONSE, 50_000)));
    operator().get("/v1/overview").then().body("breached", equalTo(0));
  }
}
