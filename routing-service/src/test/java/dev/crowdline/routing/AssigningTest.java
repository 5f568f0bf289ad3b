package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator names who is to have a request. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class AssigningTest {
  @Inject Wire wire;
  @Inject Database database;

  private Stage stage(int waveSize) {
    return new Stage(wire, database, Stage.calm(waveSize));
  }

  private static Response assign(Person operator, UUID route, UUID member) {
    return operator.call().body(Map.of("memberId", member)).post("/v1/routes/" + route + "/assign");
  }

  @Test
  @DisplayName("who is named is asked alone, whatever they know; what others were offered ends")
  void namedAndAlone() {
    Stage stage = stage(2);
    Person ada = stage.member("ada").present();
    Person ben = stage.member("ben").present();
    UUID route = stage.submit();
    stage.awaitOffer(ada, route);
    stage.awaitOffer(ben, route);
    Person cleo =
        new Person(stage.community, "cleo", "contributor")
            .registered(new Need("cooking", 1))
            .acceptedTerms();
    try (Stream ofCleo = cleo.connect()) {
      for (int twice = 0; twice < 2; twice++) {
        stage
            .operator()
            .call("k1")
            .body(Map.of("memberId", cleo.id()))
            .post("/v1/routes/" + route + "/assign")
            .then()
            .statusCode(200)
            .body("state", equalTo("OFFERED"))
            .body("offers.findAll { it.state == 'OFFERED' }.alias", contains("cleo"))
            .body("offers.findAll { it.state == 'WITHDRAWN' }", hasSize(2));
      }
      JsonNode offer = ofCleo.await("offer").get("offer");
      assertThat(offer.get("routeId").asText()).isEqualTo(route.toString());
      for (Person other : List.of(ada, ben)) {
        other.call().get("/v1/members/me").then().body("load", equalTo(0));
      }
      cleo.call()
          .get("/v1/offers/" + offer.get("id").asText() + "/explanation")
          .then()
          .body("parts.because", contains("was named by an operator"));
      stage
          .operator()
          .call()
          .get("/v1/routes/" + route + "/acts")
          .then()
          .statusCode(200)
          .body("items.kind", contains("ASSIGNED"))
          .body("items.name", contains("olga"))
          .body("items[0].detail.alias", equalTo("cleo"))
          .body("items[0].detail.memberId", equalTo(cleo.id().toString()));
      assertThat(stage.told(route))
          .containsSubsequence("offers-made", "offers-withdrawn", "offers-made");

      cleo.decline(UUID.fromString(offer.get("id").asText()));
      stage.awaitOffer(ada, route);
      stage.awaitOffer(ben, route);
      refused(stage, route, cleo.id(), 409, "cleo declined it or dropped the work in this round");
    }
  }

  @Test
  @DisplayName("P2: the work that comes of it is like any other, and nobody else may have it then")
  void theWorkThatComesOfIt() {
    Stage stage = stage(1);
    UUID route = stage.submit(new Need("special", 5));
    stage.awaitState(route, "QUEUED");
    Person ada = stage.member("ada").present();
    Person ben = stage.member("ben").present();
    assign(stage.operator(), route, ada.id()).then().statusCode(200);
    refused(stage, route, ada.id(), 409, "ada is being asked for it at this moment");
    UUID work = ada.accept(ada.offerOf(route));
    refused(stage, route, ben.id(), 409, "somebody is working on this request already");
    ada.does(work, "release", Map.of()).then().statusCode(200);
    refused(stage, route, ada.id(), 409, "ada declined it or dropped the work in this round");
    assign(stage.operator(), route, ben.id()).then().statusCode(200);
    ben.complete(ben.accept(ben.offerOf(route)));
    refused(stage, route, ben.id(), 409, "there is nothing to do on it");
  }

  @Test
  @DisplayName(
      "P3, P14: who is away, full or below the minimum tier is not asked, and it is said why")
  void whoMayNotBeAsked() {
    Stage stage = stage(1);
    Person away = stage.member("away");
    Person reader = new Person(stage.community, "reader", "contributor").registered(TV);
    Person full = stage.tiered("full", "SPECIALIST").present();
    for (int held = 0; held < 2; held++) {
      full.accept(stage.awaitOffer(full, stage.submit(Tier.SPECIALIST, TV)));
    }
    Person resting = stage.member("resting").present();
    resting
        .call()
        .body(Map.of("paused", true))
        .patch("/v1/members/" + resting.id())
        .then()
        .statusCode(200);
    UUID route = stage.submit(new Need("special", 5));
    stage.awaitState(route, "QUEUED");
    refused(stage, route, away.id(), 409, "away is offline");
    refused(stage, route, resting.id(), 409, "resting is on a pause");
    refused(stage, route, reader.id(), 409, "reader has not accepted the community's terms");
    refused(stage, route, full.id(), 409, "full holds as much work as they may");
    refused(stage, route, Ids.next(), 422, "memberId: is no member of this community");

    UUID forStaff = stage.submit(Tier.SPECIALIST, new Need("special", 5));
    stage.awaitState(forStaff, "QUEUED");
    Person ada = stage.member("ada").present();
    refused(
        stage,
        forStaff,
        ada.id(),
        422,
        "ada is COMMUNITY, and this request needs at least SPECIALIST");

    stage.say(route, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    stage.awaitState(route, "CLOSED");
    refused(stage, route, ada.id(), 409, "there is nothing to do on it");
    for (UUID each : List.of(route, forStaff)) {
      stage.operator().call().get("/v1/routes/" + each + "/acts").then().body("items", hasSize(0));
    }
  }

  @Test
  @DisplayName("P9: operators only, and only of the same community")
  void whoMayName() {
    Stage stage = stage(1);
    UUID route = stage.submit(new Need("special", 5));
    stage.awaitState(route, "QUEUED");
    Person ada = stage.member("ada").present();
    assign(ada, route, ada.id()).then().statusCode(403);
    Person stranger = stage(1).operator();
    assign(stranger, route, ada.id()).then().statusCode(404);
    stranger.call().get("/v1/routes/" + route + "/acts").then().statusCode(404);
    stage
        .operator()
        .call()
        .body(Map.of())
        .post("/v1/routes/" + route + "/assign")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("memberId"));
    assertThat(stage.state(route)).isEqualTo("QUEUED");
  }

  private static void refused(Stage stage, UUID route, UUID member, int status, String why) {
    assign(stage.operator(), route, member)
        .then()
        .statusCode(status)
        .body("detail", containsString(why));
  }
}
