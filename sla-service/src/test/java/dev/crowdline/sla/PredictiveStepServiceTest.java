package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.NeedsChanged;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.sla.clocks.FiringClocks;
import dev.crowdline.sla.waits.ExpectingWaits;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A step that goes by what others of its queue waited, from the facts to the fact. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class PredictiveStepServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ACCEPT = 3_000;

  @Inject ExpectingWaits waits;
  @Inject FiringClocks firing;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community = Communities.name();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private World world;

  @BeforeEach
  void begun() {
    world = new World(bootstrap, prefix);
    world.state(
        community,
        community,
        start.minusSeconds(9_000),
        Communities.registered(
            new Policy.Targets(ACCEPT, 6_000, 9_000),
            List.of(new Policy.Step(90, 0, 1, 100, Tier.SPECIALIST, false, "sooner", true))));
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  private UUID asked(long secondsAgo, String skill) {
    UUID request = Ids.next();
    world.state(
        community,
        request,
        start.minusSeconds(secondsAgo),
        new RequestSubmitted(
            RequestKind.REQUEST,
            Channel.API,
            "en",
            Priority.NORMAL,
            Tier.COMMUNITY,
            List.of(new Need(skill, 2)),
            null,
            true,
            Ids.next(),
            "Blue Heron",
            Map.of(),
            Ids.next(),
            "How do I pair it?",
            null,
            null));
    return request;
  }

  /** Requests that waited so long each and were taken within the last hour. */
  private void taken(int count, String skill, long waitedSeconds) {
    for (int i = 0; i < count; i++) {
      UUID request = asked(waitedSeconds + 60, skill);
      world.state(
          community,
          request,
          start.minusSeconds(60),
          new RouteClaimed(Ids.next(), Ids.next(), "Ada", Tier.SPECIALIST, 1, 0, List.of()));
    }
  }

  private List<EscalationRaised> raised(UUID request) {
    return world.said(request, EscalationRaised.class);
  }

  private ValidatableResponse clocks(UUID request) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of(community, "olga", "operator"))
        .get("/v1/clocks/" + request)
        .then()
        .statusCode(200);
  }

  @Test
  @DisplayName(
      "P10: what has to expect a longer wait than is left is escalated, once, and no other")
  void onlyWhatWaitsInThatQueue() throws Exception {
    UUID waiting = asked(500, "tv");
    UUID elsewhere = asked(500, "radio");
    await().atMost(PATIENCE).untilAsserted(() -> clocks(elsewhere));
    // 2,500 s are left of 3,000: what others waited must be more than that.
    taken(9, "tv", 2_600);
    await().atMost(PATIENCE).until(() -> raised(waiting).size() == 1);
    assertThat(raised(waiting).getFirst().tier()).isEqualTo(Tier.SPECIALIST);
    assertThat(raised(waiting).getFirst().usedPercent()).isBetween(16, 30);

    // Many look at once, again and again.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> looks =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  threads.submit(() -> {
                    waits.read();
                    firing.sweep();
                  }))
              .toList();
      for (Future<?> look : looks) {
        look.get();
      }
    }
    assertThat(raised(waiting)).hasSize(1);
    assertThat(raised(elsewhere)).isEmpty();
    clocks(waiting)
        .body("steps[0].raised", equalTo(true))
        .body("escalations[0].at", greaterThan(start.toString()))
        .body("escalations[0].expectedWaitMillis", equalTo(2_600_000));
    clocks(elsewhere)
        .body("expectedWaitMillis", nullValue())
        .body("steps[0].predictive", equalTo(true))
        .body("steps[0].raised", equalTo(false));
  }

  @Test
  @DisplayName(
      "fewer than eight waits say nothing; new requests of a slow queue are escalated at once")
  void enoughToSay() {
    UUID first = asked(500, "tv");
    taken(7, "tv", 2_650);
    await().atMost(PATIENCE).until(() -> inWork() == 7);
    waits.read();
    clocks(first).body("expectedWaitMillis", nullValue());
    assertThat(raised(first)).isEmpty();
    taken(1, "tv", 2_650);
    await().atMost(PATIENCE).until(() -> raised(first).size() == 1);
    UUID next = asked(400, "tv");
    await().atMost(PATIENCE).until(() -> raised(next).size() == 1);
    assertThat(raised(next).getFirst().usedPercent()).isLessThan(25);
  }

  @Test
  @DisplayName("a request whose needs are changed waits in another queue, and is judged by that")
  void changedNeeds() {
    UUID slow = asked(500, "tv");
    taken(8, "tv", 2_600);
    await().atMost(PATIENCE).until(() -> raised(slow).size() == 1);
    UUID request = asked(500, "radio");
    await().atMost(PATIENCE).untilAsserted(() -> clocks(request));
    assertThat(raised(request)).isEmpty();
    world.state(community, request, start, new NeedsChanged(1, List.of(new Need("tv", 2)), "en"));
    await().atMost(PATIENCE).until(() -> raised(request).size() == 1);
  }

  private int inWork() {
    return given()
        .header("Authorization", "Bearer " + Tokens.of(community, "olga", "operator"))
        .get("/v1/overview")
        .jsonPath()
        .getInt("open.byStatus.IN_WORK");
  }
}
