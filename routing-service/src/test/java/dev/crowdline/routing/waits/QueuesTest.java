package dev.crowdline.routing.waits;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator sees of the queues. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class QueuesTest {
  private static final Need RARE = new Need("satellite", 4);

  @Inject Wire wire;
  @Inject Database database;
  private Stage stage;

  @BeforeEach
  void setUp() {
    stage = new Stage(wire, database, Stage.calm(1));
  }

  @Test
  @DisplayName(
      "each queue with what waits in it and who could take it; what nobody can take comes first")
  void queues() {
    Instant past = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.MICROS);
    stage.member("ada").present();
    UUID busy = Ids.next();
    stage.say(busy, Instant.now(), Stage.submission(Tier.COMMUNITY, Stage.TV));
    UUID older = Ids.next();
    stage.say(older, past, Stage.submission(Tier.COMMUNITY, RARE));
    UUID newer = Ids.next();
    stage.say(newer, past.plusSeconds(30), Stage.submission(Tier.COMMUNITY, RARE));
    Stage other = new Stage(wire, database, Stage.calm(1));
    other.say(Ids.next(), past, Stage.submission(Tier.COMMUNITY, RARE));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            get(stage, "/v1/queues")
                .statusCode(200)
                .body("items[0].needs", equalTo(needs(RARE)))
                .body("items[0].waiting", equalTo(2))
                .body("items[0].oldestSince", equalTo(past.toString()))
                .body("items[0].usual", nullValue())
                .body("items[0].able", equalTo(0))
                .body("items[0].askedTiers", equalTo(List.of("COMMUNITY"))));
    Object id = get(stage, "/v1/queues").extract().path("items[0].id");
    get(stage, "/v1/queues/" + id + "/requests")
        .body("items.requestId", equalTo(List.of(older.toString(), newer.toString())))
        .body("items[0].minimumTier", equalTo("COMMUNITY"));
    get(stage, "/v1/queues/" + id + "/requests?limit=1").body("items", hasSize(1));
    get(other, "/v1/queues/" + id + "/requests").statusCode(404);
    get(other, "/v1/queues").body("items", hasSize(1)).body("items[0].waiting", equalTo(1));
  }

  @Test
  @DisplayName("operators only; what is no queue's number is not found")
  void refusals() {
    given().get("/v1/queues").then().statusCode(401);
    stage.member("ada").call().get("/v1/queues").then().statusCode(403);
    get(stage, "/v1/queues/none/requests").statusCode(404);
    get(stage, "/v1/queues/1/requests?limit=0").statusCode(400);
  }

  private static List<?> needs(Need need) {
    return List.of(Map.of("skill", need.skill(), "level", need.level()));
  }

  private static ValidatableResponse get(Stage stage, String path) {
    return given().auth().oauth2(Tokens.of(stage.community, "olga", "operator")).get(path).then();
  }
}
