package dev.crowdline.routing;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a member is doing. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class TrackRecordTest {
  @Inject Wire wire;
  @Inject Database database;

  @Test
  @DisplayName("each piece of work is counted once, by what became of it, on the day it was taken")
  void counted() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    UUID answered = stage.submit();
    UUID work = ada.accept(stage.awaitOffer(ada, answered));
    ada.complete(work);
    UUID back = ada.accept(stage.awaitOffer(ada, stage.submit()));
    ada.does(back, "release", Map.of()).then().statusCode(200);
    UUID over = stage.submit();
    ada.accept(stage.awaitOffer(ada, over));
    stage.say(over, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    stage.awaitState(over, "CLOSED");
    ada.accept(stage.awaitOffer(ada, stage.submit()));
    stage.say(answered, new RequestRated(work, ada.id(), 4, true, "thanks"));
    String path = "/v1/members/" + ada.id() + "/track-record";
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> stage.operator().call().get(path).then().body("figures.ratings", equalTo(1)));
    stage
        .operator()
        .call()
        .get(path)
        .then()
        .statusCode(200)
        .body("figures.accepted", equalTo(4))
        .body("figures.active", equalTo(1))
        .body("figures.completed", equalTo(1))
        .body("figures.returned", equalTo(1))
        .body("figures.withdrawn", equalTo(1))
        .body("figures.timedOut", equalTo(0))
        .body("figures.stars", equalTo(4))
        .body("medianSeconds", notNullValue())
        .body("byDay", hasSize(30))
        .body("byDay.sum { it.figures.accepted }", equalTo(4));
    database.transact(tx ->
        tx.update(
            "update assignment set accepted_at = accepted_at - interval '40 days' where id = ?",
            work));
    stage.operator().call().get(path).then().body("figures.accepted", equalTo(3));
    stage
        .operator()
        .call()
        .queryParam("days", 90)
        .get(path)
        .then()
        .body("figures.accepted", equalTo(4))
        .body("byDay", hasSize(90))
        .body("byDay[49].figures.completed", equalTo(1));
  }

  @Test
  @DisplayName("P9, P11: operators of the community, for one to ninety days")
  void whoAndHowLong() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    String path = "/v1/members/" + ada.id() + "/track-record";
    ada.call().get(path).then().statusCode(403);
    new Stage(wire, database, Stage.calm(1)).operator().call().get(path).then().statusCode(404);
    for (String days : new String[] {"0", "91", "x"}) {
      stage
          .operator()
          .call()
          .queryParam("days", days)
          .get(path)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("days"));
    }
    stage.operator().call().get(path).then().body("figures.accepted", equalTo(0));
  }
}
