package dev.crowdline.rewards.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that operators add and take off. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class CorrectionServiceTest {
  private final String community =
      "k" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  @Inject Database database;
  @Inject Shoppers shoppers;

  @Test
  @DisplayName("an operator adds and takes off points; what the wallet lacks is owed and repaid")
  void alone() {
    UUID ada = shoppers.member(community, "ada", 100);
    String id = correct("olga", ada, 500, "a").statusCode(201).extract().path("id");
    correct("olga", ada, 500, "a")
        .statusCode(201)
        .body("id", equalTo(id))
        .body("state", equalTo("BOOKED"))
        .body("decidedBy", equalTo("olga"));
    wallet(600, 0);
    correct("olga", ada, -800, "b").statusCode(201);
    wallet(0, 200);
    correct("olga", ada, 250, "c").statusCode(201);
    wallet(50, 0);
    as("ada", "contributor")
        .get("/v1/wallets/me/statement")
        .then()
        .body("items.state", equalTo(List.of("ADDED", "TAKEN_OFF", "ADDED", "PAID")))
        .body("items.points", equalTo(List.of(250, 800, 500, 100)))
        .body("items[2].correctionId", equalTo(id))
        .body(
            "items[2].explanation",
            equalTo(
                "500 points were added by the community. Why: as a kindness. “for the long night”"));
    // Pages of one line each come to the same.
    String cursor = null;
    for (int points : List.of(250, 800, 500, 100)) {
      Response page =
          as("ada", "contributor")
              .get(
                  "/v1/wallets/me/statement?limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
      page.then().body("items", hasSize(1)).body("items[0].points", equalTo(points));
      cursor = page.path("next");
    }
    assertThat(cursor).isNull();
    as("ada", "contributor")
        .get("/v1/wallets/me/years")
        .then()
        .body("items[0].corrected", equalTo(-50))
        .body("items[0].earned", equalTo(100));
    operator("olga").get("/v1/ledger/sum").then().body("sum", equalTo(0));
    operator("olga").get("/v1/ledger/check").then().body("unbalancedAccounts", equalTo(0));
    assertThat(acts()).containsExactly(3L);
  }

  @Test
  @DisplayName("above the limit nothing moves until another operator agrees, and then once")
  void two() throws Exception {
    UUID ada = shoppers.member(community, "ada", 100);
    correct("olga", ada, 1_000, "as much as one may").body("state", equalTo("BOOKED"));
    String id =
        correct("olga", ada, -1_001, "more")
            .statusCode(201)
            .body("state", equalTo("PROPOSED"))
            .body("decidedBy", nullValue())
            .body("mine", equalTo(true))
            .extract()
            .path("id");
    wallet(1_100, 0);
    decide("olga", id, "approve")
        .statusCode(403)
        .body("detail", containsString("another operator"));
    wallet(1_100, 0);
    operator("otto")
        .get("/v1/corrections?state=PROPOSED")
        .then()
        .body("items", hasSize(1))
        .body("items[0].mine", equalTo(false));
    List<Callable<Integer>> calls =
        IntStream.range(0, 6)
            .<Callable<Integer>>mapToObj(
                i -> () -> decide("otto" + i, id, "approve").extract().statusCode())
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> answers =
          threads.invokeAll(calls).stream().map(each -> each.resultNow()).sorted().toList();
      assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409);
    }
    wallet(99, 0);
    decide("olga", id, "reject").statusCode(409).body("detail", containsString("booked by otto"));

    String dropped = correct("olga", ada, 5_000, "too much").extract().path("id");
    decide("olga", dropped, "reject").statusCode(200).body("state", equalTo("REJECTED"));
    decide("otto", dropped, "approve").statusCode(409);
    wallet(99, 0);
    Shoppers.as("other-" + community, "eve", "operator")
        .post("/v1/corrections/" + dropped + "/reject")
        .then()
        .statusCode(404);
  }

  @Test
  @DisplayName("the community says how much one operator corrects alone")
  void limit() {
    UUID ada = shoppers.member(community, "ada", 100);
    operator("olga")
        .contentType("application/json")
        .body("{\"correctAlone\": 0}")
        .put("/v1/programme/limits")
        .then()
        .statusCode(200)
        .body("correctAlone", equalTo(0));
    correct("olga", ada, 1, "one").body("state", equalTo("PROPOSED"));
    operator("olga")
        .contentType("application/json")
        .header("If-Match", "\"1\"")
        .body("{\"correctAlone\": 20000}")
        .put("/v1/programme/limits")
        .then()
        .statusCode(200);
    correct("olga", ada, 20_000, "many").body("state", equalTo("BOOKED"));
  }

  @Test
  @DisplayName("a note that was altered is found; one that was forgotten breaks nothing")
  void notes() {
    UUID ada = shoppers.member(community, "ada", 100);
    correct("olga", ada, 10, "n").statusCode(201);
    String day =
        operator("olga").get("/v1/ledger/days").then().extract().path("items[0].day").toString();
    check(day).body("difference", nullValue());
    update("update correction set note = 'for nothing' where community = ?");
    check(day).body("difference.kind", equalTo("ALTERED_NOTE"));
    update("update correction set note = null, note_salt = null where community = ?");
    check(day).body("difference", nullValue());
    as("ada", "contributor")
        .get("/v1/wallets/me/statement")
        .then()
        .body(
            "items[0].explanation",
            equalTo("10 points were added by the community. Why: as a kindness."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"points\": 0|points",
        "\"points\": 100000001|points",
        "\"points\": -100000001|points",
        "\"points\": 1, \"note\": \" \"|note",
        "\"points\": 1, \"reason\": \"WHIM\"|reason",
        "\"points\": 1, \"memberId\": \"ada\"|memberId"
      })
  @DisplayName("P11: what is no correction is refused by its field and moves nothing")
  void isRefused(String given, String field) {
    UUID ada = shoppers.member(community, "ada", 100);
    StringBuilder body = new StringBuilder("{").append(given);
    Map.of("memberId", ada.toString(), "reason", "MISTAKE", "note", "counted twice")
        .forEach((name, value) -> {
          if (!given.contains("\"" + name + "\"")) {
            body.append(", \"").append(name).append("\": \"").append(value).append('"');
          }
        });
    operator("olga")
        .contentType("application/json")
        .header("Idempotency-Key", "bad")
        .body(body.append('}').toString())
        .post("/v1/corrections")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo(field));
    wallet(100, 0);
  }

  @Test
  @DisplayName("who is no member gets nothing, and a key is required")
  void nobody() {
    correct("olga", UUID.randomUUID(), 5, "k").statusCode(404);
    UUID ada = shoppers.member(community, "ada", 100);
    operator("olga")
        .contentType("application/json")
        .body(
            Map.of("memberId", ada.toString(), "points", 5, "reason", "MISTAKE", "note", "counted"))
        .post("/v1/corrections")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("Idempotency-Key"));
  }

  private ValidatableResponse check(String day) {
    return operator("olga").queryParam("day", day).get("/v1/ledger/day-check").then();
  }

  private void update(String sql) {
    database.transact(tx -> tx.update(sql, community));
  }

  private List<Long> acts() {
    return database.read(sql ->
        sql.query(
            "select count(*) as n from act where community = ? and kind = 'CORRECTION_BOOKED'",
            row -> row.bigint("n"),
            community));
  }

  private void wallet(int balance, int debt) {
    as("ada", "contributor")
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo(balance))
        .body("debt", equalTo(debt));
  }

  private ValidatableResponse correct(String who, UUID member, long points, String key) {
    return operator(who)
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(
            Map.of(
                "memberId",
                member.toString(),
                "points",
                points,
                "reason",
                "GOODWILL",
                "note",
                "for the long night"))
        .post("/v1/corrections")
        .then();
  }

  private ValidatableResponse decide(String who, String id, String what) {
    return operator(who).post("/v1/corrections/" + id + "/" + what).then();
  }

  private RequestSpecification operator(String who) {
    return as(who, "operator");
  }

  private RequestSpecification as(String who, String role) {
    return Shoppers.as(community, who, role);
  }
}
