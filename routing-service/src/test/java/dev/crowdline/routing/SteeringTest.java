package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.NeedsChanged;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator says anew what a request needs, and gives more time. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class SteeringTest {
  private static final Need RADIO = new Need("radio", 3);

  @Inject Wire wire;
  @Inject Database database;

  private Stage stage() {
    return new Stage(wire, database, Stage.calm(2));
  }

  private static ValidatableResponse needs(Person by, UUID route, Need... needs) {
    return by.call()
        .body(Map.of("needs", List.of(needs)))
        .post("/v1/routes/" + route + "/needs")
        .then();
  }

  private static ValidatableResponse time(Person by, UUID route, int minutes, String why) {
    return by.call()
        .body(Map.of("minutes", minutes, "reason", why))
        .post("/v1/routes/" + route + "/extend")
        .then();
  }

  private static Person knowing(Stage stage, String name, Need... skills) {
    return new Person(stage.community, name, "contributor").registered(skills).acceptedTerms();
  }

  @Test
  @DisplayName(
      "who is being asked is asked no more, who suits is asked anew, and who declined is not")
  void askedAnew() {
    Stage stage = stage();
    Person ada = knowing(stage, "ada", TV).present();
    Person both = knowing(stage, "both", TV, RADIO).present();
    Person ben = knowing(stage, "ben", RADIO);
    UUID route = stage.submit();
    UUID ofAda = stage.awaitOffer(ada, route);
    both.decline(stage.awaitOffer(both, route));
    ben.present();
    needs(stage.operator(), route, RADIO)
        .statusCode(200)
        .body("needs.skill", contains("radio"))
        .body("needs.level", contains(3));
    ada.call().post("/v1/offers/" + ofAda + "/accept").then().statusCode(409);
    stage.awaitOffer(ben, route);
    assertThat(stage.liveOffer(ada, route)).isNull();
    assertThat(stage.timesOffered(both, route)).isEqualTo(1);
    assertThat(stage.told(route))
        .containsSubsequence(
            "offer-declined", "needs-changed", "offers-withdrawn", "route-queued", "offers-made");
    assertThat(wire.told(route))
        .filteredOn(fact -> fact instanceof NeedsChanged)
        .singleElement()
        .satisfies(fact -> assertThat(((NeedsChanged) fact).needs()).containsExactly(RADIO));
    stage
        .operator()
        .call()
        .get("/v1/routes/" + route + "/acts")
        .then()
        .body("items.kind", contains("NEEDS_CHANGED"))
        .body("items[0].detail.needs", equalTo("radio 3"));
    needs(stage.operator(), route, RADIO).statusCode(200);
    assertThat(stage.liveOffer(ben, route)).as("the same again changes nothing").isNotNull();
    stage.operator().call().get("/v1/routes/" + route + "/acts").then().body("items", hasSize(1));
  }

  @Test
  @DisplayName(
      "P2: of an accept and other needs at once, either the work goes on or the offer is gone")
  void againstAnAccept() throws Exception {
    for (int round = 0; round < 8; round++) {
      Stage stage = stage();
      Person ada = knowing(stage, "ada", TV).present();
      UUID route = stage.submit();
      UUID offer = stage.awaitOffer(ada, route);
      CountDownLatch together = new CountDownLatch(2);
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        Future<Integer> accepting =
            both.submit(() -> {
              together.countDown();
              together.await();
              return ada.call().post("/v1/offers/" + offer + "/accept").statusCode();
            });
        Future<Integer> changing =
            both.submit(() -> {
              together.countDown();
              together.await();
              return needs(stage.operator(), route, RADIO).extract().statusCode();
            });
        assertThat(changing.get()).isEqualTo(200);
        stage.awaitState(route, accepting.get() == 200 ? "ASSIGNED" : "QUEUED");
      }
      int load = accepted(ada);
      ada.call().get("/v1/members/me").then().body("load", equalTo(load));
    }
  }

  private static int accepted(Person ada) {
    return ada.call().get("/v1/assignments").jsonPath().getList("items").size();
  }

  @Test
  @DisplayName(
      "work goes on, and is offered by the new needs when it comes back; another language counts")
  void whoWorksGoesOn() {
    Stage stage = stage();
    Person ada = knowing(stage, "ada", TV).present();
    UUID route = stage.submit();
    UUID work = ada.accept(stage.awaitOffer(ada, route));
    needs(stage.operator(), route, RADIO).statusCode(200).body("state", equalTo("ASSIGNED"));
    ada.assignment(work)
        .then()
        .body("state", equalTo("ACTIVE"))
        .body("needs.skill", contains("radio"));
    Person ben = knowing(stage, "ben", RADIO).present();
    ada.does(work, "release", Map.of()).then().statusCode(200);
    UUID ofBen = stage.awaitOffer(ben, route);

    stage
        .operator()
        .call()
        .body(Map.of("needs", List.of(RADIO), "language", "de-AT"))
        .post("/v1/routes/" + route + "/needs")
        .then()
        .statusCode(200)
        .body("language", equalTo("de"));
    stage.awaitState(route, "QUEUED");
    ben.call().post("/v1/offers/" + ofBen + "/accept").then().statusCode(409);
    ben.call()
        .body(Map.of("languages", List.of("de")))
        .patch("/v1/members/" + ben.id())
        .then()
        .statusCode(200);
    stage.awaitOffer(ben, route);
  }

  @Test
  @DisplayName("more time is the member's at once, with its reason, and no clock runs out before")
  void moreTime() {
    Stage stage = new Stage(wire, database, Stage.policy(60, 3, 4, 1));
    Person ada = knowing(stage, "ada", TV);
    try (Stream ofAda = ada.connect()) {
      UUID route = stage.submit();
      UUID work = ada.accept(stage.awaitOffer(ada, route));
      Instant due = Instant.parse(ada.assignment(work).path("completionDueAt"));
      time(stage.operator(), route, 5, " the lab answers at noon ").statusCode(200);
      ada.assignment(work)
          .then()
          .body("completionDueAt", equalTo(due.plusSeconds(300).toString()))
          .body("moreTime", equalTo("the lab answers at noon"))
          .body("extensionsLeft", equalTo(stage.policy().extensions()));
      Awaitility.await()
          .during(Duration.ofSeconds(5))
          .atMost(Duration.ofSeconds(8))
          .until(() -> stage.state(route).equals("ASSIGNED"));
      assertThat(wire.told(route))
          .filteredOn(fact -> fact instanceof AssignmentExtended)
          .singleElement()
          .satisfies(fact -> assertThat(((AssignmentExtended) fact).byStaff()).isEqualTo(true));
      stage
          .operator()
          .call()
          .get("/v1/routes/" + route + "/acts")
          .then()
          .body("items[0].detail.seconds", equalTo("300"));
      time(stage.operator(), route, 1_440, "for good")
          .statusCode(409)
          .body("detail", containsString("more than a day from now"));
      ada.complete(work);
      time(stage.operator(), route, 5, "too late").statusCode(409);
    }
  }

  @Test
  @DisplayName("P9, P11: by operators, of an open request, for skills that there are")
  void whoAndWhat() {
    Stage stage = stage();
    Person ada = knowing(stage, "ada", TV);
    UUID route = stage.submit();
    stage.awaitState(route, "QUEUED");
    Person stranger = stage().operator();
    needs(ada, route, RADIO).statusCode(403);
    needs(stranger, route, RADIO).statusCode(404);
    time(stranger, route, 5, "x").statusCode(404);
    time(stage.operator(), route, 5, "x")
        .statusCode(409)
        .body("detail", containsString("only who works on it"));
    needs(stage.operator(), route).statusCode(400).body("errors[0].field", equalTo("needs"));
    needs(stage.operator(), route, TV, TV).statusCode(400);
    time(stage.operator(), route, 0, "x")
        .statusCode(400)
        .body("errors[0].field", equalTo("minutes"));
    stage
        .operator()
        .call()
        .body(Map.of("description", ""))
        .put("/v1/skills/phone")
        .then()
        .statusCode(200);
    needs(stage.operator(), route, RADIO)
        .statusCode(422)
        .body("errors[0].field", equalTo("needs[0].skill"));
    needs(stage.operator(), route, new Need("tv", 1)).statusCode(200);
    stage.say(route, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    stage.awaitState(route, "CLOSED");
    needs(stage.operator(), route, TV).statusCode(409);
  }
}
