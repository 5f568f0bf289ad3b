package dev.crowdline.routing.waits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.routing.waits.domain.RecentWaits;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.CustomerLinks;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a customer is told of the wait. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class WaitsTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject CustomerLinks links;
  @Inject EstimatingWaits estimating;
  private Stage stage;

  @BeforeEach
  void setUp() {
    stage = new Stage(wire, database, Stage.calm(1));
  }

  private ValidatableResponse waitOf(UUID route) {
    return waitOf(route, links.sign(stage.community, route));
  }

  private static ValidatableResponse waitOf(UUID route, String link) {
    return given().header("X-Customer-Link", link).get("/v1/routes/" + route + "/wait").then();
  }

  @Test
  @DisplayName("the place is that in which the queue is served: step, then age")
  void position() {
    UUID first = stage.submit();
    UUID second = stage.submit();
    UUID third = stage.submit();
    waitOf(first).statusCode(200).body("waiting", equalTo(true)).body("position", equalTo(1));
    waitOf(third).body("position", equalTo(3)).body("positionIsAtLeast", equalTo(false));
    waitOf(second).body("usual", nullValue());

    database.transact(tx -> tx.update("update route set step = 1 where id = ?", third));
    waitOf(third).body("position", equalTo(1));
    waitOf(second).body("position", equalTo(3));
  }

  @Test
  @DisplayName("eight that were taken within the hour make a range; what is taken has no place")
  void range() {
    Person ada = stage.member("ada").present();
    UUID taken = null;
    Instant fiveMinutesAgo = Instant.now().minusSeconds(300);
    for (int i = 0; i < RecentWaits.FEWEST; i++) {
      taken = Ids.next();
      stage.say(taken, fiveMinutesAgo, Stage.submission(Tier.COMMUNITY, Stage.TV));
      ada.complete(ada.accept(stage.awaitOffer(ada, taken)));
      ada.present();
    }
    ada.absent();
    estimating.read();
    UUID waiting = stage.submit();
    int from =
        waitOf(waiting)
            .statusCode(200)
            .body("usual.of", equalTo(RecentWaits.FEWEST))
            .body("position", equalTo(1))
            .extract()
            .path("usual.fromSeconds");
    assertThat(from).isBetween(300, 330);
    waitOf(taken).body("waiting", equalTo(false)).body("position", nullValue());
  }

  @Test
  @DisplayName("a request that routing has not heard of yet waits, without a place")
  void notHeardOfYet() {
    waitOf(Ids.next())
        .statusCode(200)
        .body("waiting", equalTo(true))
        .body("position", nullValue())
        .body("usual", nullValue());
  }

  @Test
  @DisplayName("P9: a link opens its own request and no other")
  void onlyOnesOwn() {
    UUID mine = stage.submit();
    UUID other = stage.submit();
    waitOf(other, links.sign(stage.community, mine)).statusCode(404);
    waitOf(mine, links.sign("elsewhere", mine)).statusCode(200).body("position", nullValue());
    given().get("/v1/routes/" + mine + "/wait").then().statusCode(401);
    stage.member("ada").call().get("/v1/routes/" + mine + "/wait").then().statusCode(403);
  }

  @Test
  @DisplayName("a page of any origin may read it, and nothing else of a route")
  void isReadFromElsewhere() {
    UUID route = stage.submit();
    given()
        .header("Origin", "https://shop.example.org")
        .header("Access-Control-Request-Method", "GET")
        .options("/v1/routes/" + route + "/wait")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .header("Access-Control-Allow-Methods", equalTo("GET"))
        .header("Access-Control-Allow-Headers", equalTo("X-Customer-Link"));
    given()
        .header("Origin", "https://shop.example.org")
        .header("X-Customer-Link", links.sign(stage.community, route))
        .get("/v1/routes/" + route + "/wait")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .header("Access-Control-Allow-Credentials", nullValue());
    given()
        .header("Origin", "https://shop.example.org")
        .get("/v1/routes/" + route)
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", nullValue());
  }
}
