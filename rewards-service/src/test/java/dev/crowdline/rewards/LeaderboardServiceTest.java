package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.Earning;
import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who earned most, on the real PostgreSQL, Kafka and Redis. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class LeaderboardServiceTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final String community =
      "b" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Inject Database database;
  @Inject SettlingPay settling;
  @Inject Shoppers shoppers;
  @Inject Redis redis;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  @Test
  @DisplayName(
      "boards of the day, the week, the month and all time, ties at one place, and around me")
  void periods() {
    UUID ada = shoppers.member(community, "ada", 10);
    UUID ben = shoppers.member(community, "ben", 20);
    UUID cem = shoppers.member(community, "cem", 500);
    earn(ada, 300, today);
    earn(ben, 300, today);
    earn(cem, 100, today);
    UUID old = earn(ada, 40, LocalDate.of(2025, 3, 1));
    board("ada", "period=day")
        .statusCode(200)
        .body("from", equalTo(today.toString()))
        .body("top.place", contains(1, 1, 3))
        .body("top.points", contains(300, 300, 100))
        .body("top.find { it.me }.name", equalTo("ada"))
        .body("around", hasSize(3))
        .body("hidden", equalTo(false));
    board("cem", "period=all&limit=1")
        .body("top.name", contains("cem"))
        .body("around.place", contains(1, 2, 3))
        .body("around.points", contains(600, 350, 320));
    board("ada", "period=month").body("top", hasSize(3));
    board("ada", "limit=10").body("period", equalTo("WEEK")).body("top", hasSize(3));
    shoppers.refuse(community, old);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> board("cem", "period=all").body("top.points", contains(600, 320, 310)));
  }

  @Test
  @DisplayName("P8: emptied, Redis is filled again from the ledger, and says the same")
  void emptied() {
    Random random = new Random(11);
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      members.add(shoppers.member(community, "m" + i, 1 + random.nextInt(5)));
      earn(members.getLast(), 1 + random.nextInt(6), today);
    }
    String mine = "period=all&limit=200";
    JsonPath counted = board("m7", mine).extract().jsonPath();
    assertThat(keys()).isNotEmpty();
    JsonPath kept = board("m7", mine).extract().jsonPath();
    assertThat(kept.getMap("")).isEqualTo(counted.getMap(""));
    keys().forEach(key -> send(Request.cmd(Command.DEL).arg(key)));
    assertThat(keys()).isEmpty();
    assertThat(board("m7", mine).extract().jsonPath().getMap("")).isEqualTo(counted.getMap(""));
    assertThat(keys()).hasSize(1);
    assertThat(counted.getList("top.points", Long.class).stream().mapToLong(Long::longValue).sum())
        .as("what the ledger paid")
        .isEqualTo(
            database
                .read(sql ->
                    sql.query(
                        "select amount from transfer where community = ? and leg = 'RELEASED'",
                        row -> row.bigint("amount"),
                        community))
                .stream()
                .mapToLong(Long::longValue)
                .sum());
  }

  @Test
  @DisplayName("P8: a Redis that does not answer keeps nobody waiting")
  void silent() {
    UUID ada = shoppers.member(community, "ada", 10);
    earn(ada, 5, today);
    send(Request.cmd(Command.CLIENT).arg("PAUSE").arg(3_000));
    board("ada", "period=day").statusCode(200).body("top.points", contains(5));
  }

  @Test
  @DisplayName("who hides is nowhere shown from the next look on, and the others move up")
  void hiding() {
    shoppers.member(community, "ada", 30);
    shoppers.member(community, "ben", 20);
    shoppers.member(community, "cem", 10);
    board("cem", "period=all").body("top.name", contains("ada", "ben", "cem"));
    hide("ben", true).statusCode(200).body("hidden", equalTo(true));
    board("cem", "period=all")
        .body("top.name", contains("ada", "cem"))
        .body("top.place", contains(1, 2))
        .body("around.name", contains("ada", "cem"))
        .body("around.place", contains(1, 2));
    board("ben", "period=all").body("hidden", equalTo(true)).body("around", empty());
    hide("ben", false).statusCode(200);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> board("cem", "period=all").body("top.name", contains("ada", "ben", "cem")));
  }

  @Test
  @DisplayName(
      "a board of a topic has what was earned with its requests alone, and names are those of the facts")
  void topics() {
    UUID ada = Ids.next();
    UUID request = Ids.next();
    try (Facts facts = new Facts(bootstrap, prefix)) {
      facts.send(List.of(facts.registered(community, ada)));
      facts.send(
          List.of(
              facts.about(community, request, completed(ada, request)),
              facts.about(
                  community,
                  request,
                  new RequestResolved(request, ada, 1, RequestResolved.By.CUSTOMER, null))));
    }
    shoppers.member(community, "ben", 70);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() ->
            board("ben", "period=day&topic=roaming")
                .body("topics", contains("roaming"))
                .body("top.name", contains("m" + ada))
                .body("top.points", contains(60)));
    board("ben", "period=day&topic=nothing").statusCode(200).body("top", empty());
  }

  @ParameterizedTest
  @CsvSource({"period=year, period", "limit=0, limit", "sort=up, sort"})
  @DisplayName("P11: what is wrong is told by its name")
  void badInput(String query, String field) {
    shoppers.member(community, "ada", 10);
    board("ada", query).statusCode(400).body("errors[0].field", equalTo(field));
  }

  @Test
  @DisplayName("P9: another community's members are on other boards")
  void tenants() {
    shoppers.member(community, "ada", 10);
    shoppers.member("x" + community, "ben", 10);
    Shoppers.as("x" + community, "ben", "contributor")
        .get("/v1/leaderboards?period=all")
        .then()
        .body("top.name", contains("ben"));
    Shoppers.as("y" + community, "ada", "contributor")
        .get("/v1/leaderboards?period=all")
        .then()
        .statusCode(404);
    Shoppers.as(community, "olga", "operator").get("/v1/leaderboards").then().statusCode(403);
  }

  private ValidatableResponse board(String subject, String query) {
    return Shoppers.as(community, subject, "contributor").get("/v1/leaderboards?" + query).then();
  }

  private ValidatableResponse hide(String subject, boolean hidden) {
    return Shoppers.as(community, subject, "contributor")
        .contentType("application/json")
        .body(Map.of("hidden", hidden))
        .put("/v1/leaderboards/me")
        .then();
  }

  private UUID earn(UUID member, long points, LocalDate day) {
    UUID id = Ids.next();
    Instant at = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    database.transact(tx ->
        settling.settle(
            tx,
            List.of(
                new Heard.Completed(community, id, id, member, true, 1, points, at),
                new Heard.Confirmed(community, id, id, 1, 1, at))));
    return id;
  }

  private static AssignmentCompleted completed(UUID member, UUID assignment) {
    return new AssignmentCompleted(
        assignment,
        member,
        "Brisk Otter",
        Tier.COMMUNITY,
        1,
        60,
        Ids.next(),
        "So.",
        null,
        null,
        new Earning(1, Priority.NORMAL, "roaming", "en", 3, 60, 100, Instant.now()));
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    send(Request.cmd(Command.KEYS).arg(prefix + ":board:{" + community + "*"))
        .forEach(each -> keys.add(each.toString()));
    return keys;
  }

  private Response send(Request request) {
    return redis.send(request).toCompletionStage().toCompletableFuture().join();
  }
}
