package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.rewards.AnswerReviewed;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Operators pause members. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class PausesTest {
  @Inject Wire wire;
  @Inject Database database;

  private static Response pause(Person by, Person member, Map<String, ?> body) {
    return by.call().body(body).put("/v1/members/" + member.id() + "/pause");
  }

  private static Response resume(Person by, Person member) {
    return by.call().delete("/v1/members/" + member.id() + "/pause");
  }

  private int live(Person member) {
    return database
        .read(sql ->
            sql.query(
                "select 1 as one from offer where member_id = ? and state = 'OFFERED'",
                row -> 1,
                member.id()))
        .size();
  }

  @Test
  @DisplayName(
      "P3: from the moment a pause is answered its member holds no offer and gets none, however many come at once")
  void noOfferPassesAPause() throws Exception {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    stage
        .operator()
        .call()
        .body(Map.of("capacity", 50))
        .patch("/v1/members/" + ada.id())
        .then()
        .statusCode(200);
    for (int round = 0; round < 6; round++) {
      ada.present();
      List<UUID> routes = new ArrayList<>();
      CountDownLatch together = new CountDownLatch(2);
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        Future<?> asking =
            both.submit(() -> {
              together.countDown();
              together.await();
              for (int i = 0; i < 6; i++) {
                routes.add(stage.submit());
              }
              return null;
            });
        Future<Integer> pausing =
            both.submit(() -> {
              together.countDown();
              together.await();
              pause(stage.operator(), ada, Map.of("reason", "a word first")).then().statusCode(200);
              return live(ada);
            });
        assertThat(pausing.get()).as("live offers when the pause is answered").isZero();
        asking.get();
      }
      routes.forEach(route -> stage.awaitState(route, "QUEUED"));
      Awaitility.await()
          .during(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(3))
          .until(() -> live(ada) == 0);
      ada.call().get("/v1/members/me").then().body("load", equalTo(0));
      ada.present();
      resume(stage.operator(), ada).then().statusCode(200).body("pause", nullValue());
      routes.forEach(route -> ada.decline(stage.awaitOffer(ada, route)));
    }
  }

  @Test
  @DisplayName(
      "what is offered is taken away with the reason; what is taken stays, and others are asked")
  void whatThereIsAlready() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    UUID mine = stage.submit();
    UUID work = ada.accept(stage.awaitOffer(ada, mine));
    try (Stream ofAda = ada.connect()) {
      UUID asked = stage.submit();
      UUID offer = stage.awaitOffer(ada, asked);
      pause(stage.operator(), ada, Map.of("reason", "  we talk first  "))
          .then()
          .statusCode(200)
          .body("pause.reason", equalTo("we talk first"))
          .body("pause.until", nullValue())
          .body("paused", equalTo(false))
          .body("load", equalTo(1));
      assertThat(ofAda.await("offer-ended").toString()).contains("we talk first");
      stage.awaitState(asked, "QUEUED");
      ada.call().post("/v1/offers/" + offer + "/accept").then().statusCode(409);
      assertThat(stage.told(asked)).endsWith("offers-withdrawn");

      // The own switch does not lift it.
      ada.call()
          .body(Map.of("paused", false))
          .patch("/v1/members/" + ada.id())
          .then()
          .statusCode(200)
          .body("pause.reason", equalTo("we talk first"));
      pause(ada, ada, Map.of("reason", "x")).then().statusCode(403);
      resume(ada, ada).then().statusCode(403);
      assertThat(stage.state(asked)).isEqualTo("QUEUED");

      Person ben = stage.member("ben").present();
      stage.awaitOffer(ben, asked);
      ada.complete(work);
    }
    stage
        .operator()
        .call()
        .get("/v1/routing/acts")
        .then()
        .body("items.kind", hasItem("MEMBER_PAUSED"))
        .body("items[0].detail.reason", equalTo("we talk first"));
  }

  private static AnswerReviewed judged(Person member, AnswerReviewed.Verdict verdict) {
    return new AnswerReviewed(Ids.next(), Ids.next(), member.id(), verdict, null, 1, false);
  }

  @Test
  @DisplayName(
      "P6: who answered harmfully is offered nothing and accepts nothing until an operator decides; wrong alone stops nobody")
  void harmful() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    UUID mine = stage.submit();
    UUID work = ada.accept(stage.awaitOffer(ada, mine));
    UUID asked = stage.submit();
    UUID offer = stage.awaitOffer(ada, asked);
    stage.say(Ids.next(), judged(ada, AnswerReviewed.Verdict.WRONG));
    UUID judged = Ids.next();
    stage.say(judged, judged(ada, AnswerReviewed.Verdict.HARMFUL));
    stage.awaitState(asked, "QUEUED");
    ada.call().post("/v1/offers/" + offer + "/accept").then().statusCode(409);
    ada.call()
        .get("/v1/members/me")
        .then()
        .body("pause.reason", containsString("harmful"))
        .body("pause.until", nullValue())
        .body("load", equalTo(1));
    ada.call()
        .body(Map.of("paused", false))
        .patch("/v1/members/" + ada.id())
        .then()
        .body("pause.reason", containsString("harmful"));
    resume(ada, ada).then().statusCode(403);
    ada.complete(work);
    ada.present();
    Awaitility.await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(3))
        .until(() -> live(ada) == 0);
    resume(stage.operator(), ada).then().statusCode(200).body("pause", nullValue());
    ada.present();
    ada.accept(stage.awaitOffer(ada, asked));
  }

  @Test
  @DisplayName("a pause that ends by itself does no more; one without an end keeps its reason")
  void harmfulOnAPause() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    Person ben = stage.member("ben");
    pause(
            stage.operator(),
            ada,
            Map.of("reason", "lunch", "until", Instant.now().plusSeconds(600).toString()))
        .then()
        .statusCode(200);
    pause(stage.operator(), ben, Map.of("reason", "we talk first")).then().statusCode(200);
    stage.say(Ids.next(), judged(ada, AnswerReviewed.Verdict.HARMFUL));
    stage.say(Ids.next(), judged(ben, AnswerReviewed.Verdict.HARMFUL));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            stage
                .operator()
                .call()
                .get("/v1/members/" + ada.id())
                .then()
                .body("pause.reason", containsString("harmful"))
                .body("pause.until", nullValue()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            database.read(sql ->
                sql.query(
                        "select 1 as one from member_stop where community = ?",
                        row -> 1,
                        stage.community)
                    .isEmpty()));
    stage
        .operator()
        .call()
        .get("/v1/members/" + ben.id())
        .then()
        .body("pause.reason", equalTo("we talk first"));
  }

  @Test
  @DisplayName("a pause with an end ends by itself, and then what waits is offered")
  void untilThen() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    Instant until = Instant.now().plusSeconds(3);
    pause(stage.operator(), ada, Map.of("reason", "lunch", "until", until.toString()))
        .then()
        .statusCode(200);
    String tag = stage.operator().call().get("/v1/members/" + ada.id()).header("ETag");
    UUID route = stage.submit();
    ada.present();
    stage.awaitOffer(ada, route);
    assertThat(Instant.now()).as("never early").isAfter(until);
    stage.operator().call().get("/v1/members/" + ada.id()).then().body("pause", nullValue());
    stage
        .operator()
        .call()
        .header("If-Match", tag)
        .delete("/v1/members/" + ada.id() + "/pause")
        .then()
        .statusCode(412);
  }

  @Test
  @DisplayName("P14: a specialist on an operator's pause is told so when claiming")
  void claiming() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person sol = stage.tiered("sol", "SPECIALIST");
    UUID route = stage.submit(Tier.SPECIALIST, TV);
    stage.awaitState(route, "QUEUED");
    pause(stage.operator(), sol, Map.of("reason", "audit of answers")).then().statusCode(200);
    sol.call()
        .post("/v1/routes/" + route + "/claims")
        .then()
        .statusCode(409)
        .body("detail", containsString("audit of answers"));
    resume(stage.operator(), sol).then().statusCode(200);
    sol.call().post("/v1/routes/" + route + "/claims").then().statusCode(201);
  }

  @Test
  @DisplayName("P9, P11: only of the own community, with a reason, until a time that comes")
  void whoAndWhat() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    Person stranger = new Stage(wire, database, Stage.calm(1)).operator();
    pause(stranger, ada, Map.of("reason", "x")).then().statusCode(404);
    resume(stranger, ada).then().statusCode(404);
    pause(stage.operator(), ada, Map.of())
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("reason"));
    for (Instant wrong :
        List.of(Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofDays(500)))) {
      pause(stage.operator(), ada, Map.of("reason", "x", "until", wrong.toString()))
          .then()
          .statusCode(422)
          .body("errors[0].field", equalTo("until"));
    }
    stage
        .operator()
        .call()
        .header("If-Match", "\"99\"")
        .body(Map.of("reason", "x"))
        .put("/v1/members/" + ada.id() + "/pause")
        .then()
        .statusCode(412);
    stage.operator().call().get("/v1/members/" + ada.id()).then().body("pause", nullValue());
  }
}
