package dev.crowdline.rewards.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that nobody spends. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ExpiryServiceTest {
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  private final String community =
      "e" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  @Inject Database database;
  @Inject Shoppers shoppers;
  @Inject ExpiringPoints expiring;

  @Test
  @DisplayName("points are announced, those that are spent stay spent, the rest expires once")
  void aLife() {
    UUID ada = shoppers.member(community, "ada", 100);
    bookedOn(ada, 100, today);
    UUID item = shoppers.item(community, "Tone", 60, 1);
    put("{\"afterDays\": 365, \"noticeDays\": 30}", null).statusCode(200);

    expiring.sweep(at(334));
    mine().body("items", empty()).body("afterDays", equalTo(365));
    expiring.sweep(at(335));
    mine()
        .body("items", hasSize(1))
        .body("items[0].points", equalTo(100))
        .body("items[0].expiresAt", equalTo(at(366).toString()));

    shoppers.redeem(community, "ada", item, 60, "key").then().statusCode(201);
    mine().body("items[0].points", equalTo(40));
    expiring.sweep(at(366).minusSeconds(1));
    balance(40);
    expiring.sweep(at(366));
    balance(0);
    expiring.sweep(at(367));
    mine().body("items", empty());
    as("ada", "contributor")
        .get("/v1/wallets/me/statement")
        .then()
        .body("items[0].rule", equalTo("expiry"))
        .body("items[0].state", equalTo("EXPIRED"))
        .body("items[0].points", equalTo(40))
        .body("items[0].explanation", containsString("40 points have expired."));
    as("olga", "operator")
        .get("/v1/programme")
        .then()
        .body("points.expired", equalTo(40))
        .body("points.toSpend", equalTo(0))
        .body("liability.minor", equalTo(0));
    as("olga", "operator").get("/v1/ledger/sum").then().body("sum", equalTo(0));
    as("olga", "operator").get("/v1/ledger/check").then().body("unbalancedAccounts", equalTo(0));
  }

  @Test
  @DisplayName("a new rule gives old points their whole notice, and leaves younger ones alone")
  void newRule() {
    UUID ada = shoppers.member(community, "ada", 100);
    bookedOn(ada, 100, today.minusDays(400));
    shoppers.earn(community, ada, Ids.next(), 50);
    bookedOn(ada, 50, today.minusDays(100));
    put("{\"afterDays\": 365, \"noticeDays\": 30}", null).statusCode(200);
    Instant now = Instant.now();
    expiring.sweep(now);
    mine().body("items.points", equalTo(List.of(100)));
    expiring.sweep(now.plus(Duration.ofDays(29)));
    balance(150);
    expiring.sweep(now.plus(Duration.ofDays(31)));
    balance(50);
    // The younger ones: booked 100 days ago, announced after 335.
    expiring.sweep(at(236));
    mine().body("items.points", equalTo(List.of(50)));
    expiring.sweep(at(267));
    balance(0);
  }

  @Test
  @DisplayName("the oldest are spent first: who spends enough loses nothing that came later")
  void oldestFirst() {
    UUID ada = shoppers.member(community, "ada", 100);
    bookedOn(ada, 100, today.minusDays(9));
    shoppers.earn(community, ada, Ids.next(), 70);
    bookedOn(ada, 70, today.minusDays(3));
    UUID item = shoppers.item(community, "Tone", 120, 1);
    put("{\"afterDays\": 10, \"noticeDays\": 2}", null).statusCode(200);
    expiring.sweep(Instant.now());
    mine().body("items.points", equalTo(List.of(100)));
    shoppers.redeem(community, "ada", item, 120, "key").then().statusCode(201);
    mine().body("items", empty());
    expiring.sweep(at(5));
    balance(50);
    mine().body("items.points", equalTo(List.of(50)));
    expiring.sweep(at(8));
    balance(0);
  }

  @Test
  @DisplayName("another rule takes back what was announced; under none nothing expires")
  void changed() {
    UUID ada = shoppers.member(community, "ada", 100);
    bookedOn(ada, 100, today.minusDays(20));
    put("{\"afterDays\": 10, \"noticeDays\": 2}", null).header("ETag", equalTo("\"1\""));
    expiring.sweep(Instant.now());
    mine().body("items", hasSize(1));
    put("{\"noticeDays\": 2}", "\"7\"").statusCode(412);
    put("{\"noticeDays\": 2}", "\"1\"")
        .statusCode(200)
        .body("afterDays", nullValue())
        .body("version", equalTo(2));
    mine().body("items", empty()).body("afterDays", nullValue());
    expiring.sweep(at(4_000));
    balance(100);
  }

  @Test
  @DisplayName("P5, P12: replicas that sweep at once let it expire once")
  void once() throws Exception {
    for (int i = 0; i < 30; i++) {
      UUID member = shoppers.member(community, "m" + i, 10);
      bookedOn(member, 10, today.minusDays(20));
    }
    put("{\"afterDays\": 10, \"noticeDays\": 2}", null).statusCode(200);
    Instant then = at(3);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            threads.submit(() -> {
              expiring.sweep(Instant.now());
              expiring.sweep(then);
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    expiring.sweep(then);
    as("olga", "operator")
        .get("/v1/programme")
        .then()
        .body("points.expired", equalTo(300))
        .body("points.toSpend", equalTo(0));
    List<Long> expired =
        database.read(sql ->
            sql.query(
                "select count(*) as n from transfer where community = ? and kind = 'EXPIRED'",
                row -> row.bigint("n"),
                community));
    assertThat(expired).containsExactly(30L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|noticeDays",
        "{\"afterDays\": 1, \"noticeDays\": 1}|afterDays",
        "{\"afterDays\": 3661, \"noticeDays\": 1}|afterDays",
        "{\"afterDays\": 30, \"noticeDays\": 30}|noticeDays",
        "{\"afterDays\": 30, \"noticeDays\": 0}|noticeDays",
        "{\"afterDays\": \"year\", \"noticeDays\": 1}|afterDays"
      })
  @DisplayName("P11: what is no rule is refused by its field")
  void isRefused(String body, String field) {
    put(body, null).statusCode(400).body("errors[0].field", equalTo(field));
  }

  /** What a member earned as that was booked on another day; a transfer never changes otherwise. */
  private void bookedOn(UUID member, long points, LocalDate day) {
    database.transact(tx -> {
      tx.update("alter table transfer disable trigger transfer_never_changes");
      tx.update(
          "update transfer set booked_at = ? where community = ? and member_id = ? and amount = ?",
          day.atTime(12, 0).toInstant(ZoneOffset.UTC),
          community,
          member,
          points);
      return tx.update("alter table transfer enable trigger transfer_never_changes");
    });
  }

  private Instant at(int days) {
    return today.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void balance(int points) {
    as("ada", "contributor").get("/v1/wallets/me").then().body("balance", equalTo(points));
  }

  private ValidatableResponse mine() {
    return as("ada", "contributor").get("/v1/wallets/me/expiry").then().statusCode(200);
  }

  private ValidatableResponse put(String body, String ifMatch) {
    RequestSpecification request =
        as("olga", "operator").contentType("application/json").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put("/v1/programme/expiry").then();
  }

  private RequestSpecification as(String subject, String role) {
    return Shoppers.as(community, subject, role);
  }
}
