package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a member sees of work that has ended. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class OwnAnswersTest {
  @Inject Wire wire;
  @Inject Database database;

  private Stage stage;
  private Person ada;

  @BeforeEach
  void aMember() {
    stage = new Stage(wire, database, Stage.calm(1));
    ada = stage.member("ada");
  }

  @Test
  @DisplayName("an answer shows its verdict, stars and thanks, and the page hears of them at once")
  void judged() {
    try (Stream console = ada.connect()) {
      UUID route = stage.submit(Stage.TV);
      UUID answered = answer(route);
      ended()
          .body("items", hasSize(1))
          .body("items[0].id", equalTo(answered.toString()))
          .body("items[0].question", equalTo(Stage.submission(Tier.COMMUNITY).text()))
          .body("items[0].outcome.answer", equalTo("42"))
          .body("items[0].outcome.verdict", equalTo("PENDING"))
          .body("items[0].outcome.stars", nullValue())
          .body("items[0].outcome.takenBack", nullValue());

      stage.say(route, new RequestRated(answered, ada.id(), 5, true, "You saved my evening"));
      assertThat(console.await("answer").at("/assignment/outcome/stars").asInt()).isEqualTo(5);
      stage.say(route, resolved(answered, 1));
      awaitVerdict(answered, "CONFIRMED");
      ended()
          .body("items[0].outcome.stars", equalTo(5))
          .body("items[0].outcome.thanks", equalTo("You saved my evening"));
    }
  }

  @Test
  @DisplayName(
      "an answer that was refused and is confirmed after all says so; one that crossed, too")
  void afterAll() {
    try (Stream console = ada.connect()) {
      UUID route = stage.submit(Stage.TV);
      UUID first = answer(route);
      stage.say(route, new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, first, ada.id()));
      awaitVerdict(first, "REFUSED");
      UUID second = answer(route);
      stage.say(route, resolved(first, 2));
      awaitVerdict(first, "CONFIRMED");
      awaitVerdict(second, "UNJUDGED");
      assertThat(console.isOpen()).isTrue();
    }
  }

  @Test
  @DisplayName("work that was taken back stays listed and says why; P14: not what was asked")
  void takenBack() {
    try (Stream console = ada.connect()) {
      UUID cancelled = ada.accept(stage.awaitOffer(ada, stage.submit(Stage.TV)));
      stage.say(routeOf(cancelled), new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
      awaitTakenBack(cancelled, "REQUEST_ENDED");
      UUID raised = ada.accept(stage.awaitOffer(ada, stage.submit(Stage.TV)));
      stage.say(routeOf(raised), new MinimumTierRaised(Tier.SPECIALIST));
      awaitTakenBack(raised, "TIER_RAISED");
      UUID released = ada.accept(stage.awaitOffer(ada, stage.submit(Stage.TV)));
      ada.call().post("/v1/assignments/" + released + "/release").then().statusCode(200);
      ended()
          .body(
              "items.id",
              equalTo(List.of(released.toString(), raised.toString(), cancelled.toString())))
          .body("items.state", equalTo(List.of("RELEASED", "CANCELLED", "CANCELLED")))
          .body("items[0].outcome.takenBack", nullValue())
          .body("items[0].outcome.verdict", nullValue())
          .body("items[1].question", nullValue())
          .body("items[2].question", equalTo(Stage.submission(Tier.COMMUNITY).text()));
      assertThat(console.isOpen()).isTrue();
    }
  }

  @Test
  @DisplayName("P9: page by page, each once, and nobody else's")
  void pages() {
    List<String> mine = new ArrayList<>();
    try (Stream console = ada.connect()) {
      for (int i = 0; i < 3; i++) {
        mine.addFirst(answer(stage.submit(Stage.TV)).toString());
      }
      assertThat(console.isOpen()).isTrue();
    }
    JsonPath first = ada.call().get("/v1/assignments?state=ENDED&limit=2").jsonPath();
    JsonPath last =
        ada.call()
            .get("/v1/assignments?state=ENDED&limit=2&cursor=" + first.getString("next"))
            .jsonPath();
    List<String> listed = new ArrayList<>(first.getList("items.id", String.class));
    listed.addAll(last.getList("items.id", String.class));
    assertThat(listed).isEqualTo(mine);
    assertThat(last.getString("next")).isNull();
    stage.member("ben").call().get("/v1/assignments?state=ENDED").then().body("items", hasSize(0));
  }

  private UUID answer(UUID route) {
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    ada.complete(assignment);
    return assignment;
  }

  private RequestResolved resolved(UUID answered, int inRound) {
    return new RequestResolved(answered, ada.id(), 1, RequestResolved.By.CUSTOMER, inRound);
  }

  private UUID routeOf(UUID assignment) {
    return UUID.fromString(ada.assignment(assignment).jsonPath().getString("routeId"));
  }

  private ValidatableResponse ended() {
    return ada.call().get("/v1/assignments?state=ENDED").then().statusCode(200);
  }

  private void awaitVerdict(UUID assignment, String verdict) {
    await(assignment, "outcome.verdict", verdict);
  }

  private void awaitTakenBack(UUID assignment, String why) {
    await(assignment, "outcome.takenBack", why);
  }

  private void await(UUID assignment, String path, String value) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> ada.assignment(assignment).then().body(path, equalTo(value)));
  }
}
