package dev.crowdline.rewards.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a member may take, and when. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class LimitsServiceTest {
  private static final int PRICE = 100;
  private static final int AT_ONCE = 10;

  private final String community =
      "l" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  @Inject Database database;
  @Inject Shoppers shoppers;

  @Test
  @DisplayName("of ten purchases at once as many are made as fit in the day, and points are whole")
  void aDay() throws Exception {
    shoppers.member(community, "ada", AT_ONCE * PRICE);
    UUID item = shoppers.item(community, "Tone", PRICE, AT_ONCE);
    put("{\"pointsPerDay\": 350}", null).statusCode(200).header("ETag", equalTo("\"1\""));
    CountDownLatch ready = new CountDownLatch(AT_ONCE);
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String key = "k" + i;
        all.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return shoppers.redeem(community, "ada", item, PRICE, key).statusCode();
            }));
      }
      for (Future<Integer> each : all) {
        answers.add(each.get());
      }
    }
    assertThat(answers).containsOnly(201, 409);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(3);
    Shoppers.as(community, "ada", "contributor")
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo((AT_ONCE - 3) * PRICE))
        .body("reserved", equalTo(0));
    shoppers
        .redeem(community, "ada", item, PRICE, "once more")
        .then()
        .statusCode(409)
        .body("detail", containsString("items for 350 points may be taken in a day"));
    operator().get("/v1/catalogue/items").then().body("items[0].remaining", equalTo(AT_ONCE - 3));
    // What was taken yesterday is over.
    database.transact(tx ->
        tx.update(
            "update redemption set requested_at = requested_at - interval '1 day' where community = ?",
            community));
    shoppers.redeem(community, "ada", item, PRICE, "today").then().statusCode(201);
  }

  @Test
  @DisplayName("who has just joined waits; others and other communities do not")
  void young() {
    UUID ada = shoppers.member(community, "ada", PRICE);
    shoppers.member(community, "ben", PRICE);
    UUID item = shoppers.item(community, "Tone", PRICE, 2);
    put("{\"waitDays\": 7}", null).statusCode(200);
    register(ada, "1 hour");
    shoppers
        .redeem(community, "ada", item, PRICE, "soon")
        .then()
        .statusCode(409)
        .body("detail", containsString("7 days after joining"));
    shoppers.redeem(community, "ben", item, PRICE, "old").then().statusCode(201);
    register(ada, "8 days");
    shoppers.redeem(community, "ada", item, PRICE, "later").then().statusCode(201);
  }

  @Test
  @DisplayName("they are changed on top of what was read, and taken away")
  void versions() {
    operator()
        .get("/v1/programme/limits")
        .then()
        .statusCode(200)
        .header("ETag", nullValue())
        .body("pointsPerDay", nullValue())
        .body("version", nullValue());
    put("{\"pointsPerDay\": 100, \"waitDays\": 1}", null).body("waitDays", equalTo(1));
    put("{}", "\"7\"").statusCode(412);
    put("{}", "\"1\"")
        .statusCode(200)
        .body("pointsPerDay", nullValue())
        .body("version", equalTo(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pointsPerDay\": 0}|pointsPerDay",
        "{\"pointsPerDay\": -1}|pointsPerDay",
        "{\"pointsPerDay\": 99999999999999999999}|pointsPerDay",
        "{\"waitDays\": 0}|waitDays",
        "{\"waitDays\": 367}|waitDays",
        "{\"waitDays\": \"week\"}|waitDays",
        "{\"correctAlone\": -1}|correctAlone",
        "{\"correctAlone\": 100000001}|correctAlone"
      })
  void isRefused(String body, String field) {
    put(body, null).statusCode(400).body("errors[0].field", equalTo(field));
  }

  private void register(UUID member, String ago) {
    database.transact(tx ->
        tx.update(
            "update member set registered_at = now() - ?::interval where community = ? and id = ?",
            ago,
            community,
            member));
  }

  private ValidatableResponse put(String body, String ifMatch) {
    RequestSpecification request = operator().contentType("application/json").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put("/v1/programme/limits").then();
  }

  private RequestSpecification operator() {
    return Shoppers.as(community, "olga", "operator");
  }
}
