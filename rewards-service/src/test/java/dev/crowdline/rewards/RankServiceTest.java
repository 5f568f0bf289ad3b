package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.rewards.RankChanged;
import dev.crowdline.contracts.rewards.RankChanged.Reason;
import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Seeds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members climb and fall, on the real PostgreSQL and Kafka. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RankServiceTest {
  private static final Duration WINDOW = Duration.ofDays(90);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final String community =
      "r" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Inject Database database;
  @Inject SettlingPay settling;
  @Inject Shoppers shoppers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  @Test
  @DisplayName(
      "a member climbs at once, reads the rule with the own numbers, and each change is one fact")
  void climbing() {
    UUID ada = shoppers.member(community, "ada", 10);
    mine("ada")
        .get("/v1/ranks/me")
        .then()
        .statusCode(200)
        .body("rung", equalTo(1))
        .body("name", equalTo("Newcomer"))
        .body("since", nullValue())
        .body("confirmed", equalTo(0))
        .body("days", equalTo(90))
        .body("rule", containsString("5 more confirmed answers in a row are enough"))
        .body("ladder", hasSize(5))
        .body("ladder.missing", contains(0, 5, 25, 100, 250));
    List<UUID> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(confirmed(ada, now));
    }
    rungIs("ada", 2);
    assertThat(ranked(ada, 1)).containsExactly(new RankChanged(2, "Helper", 5, 1, Reason.ANSWERS));

    settle(new Heard.Refused(community, requests.getFirst(), requests.getFirst(), 2, now));
    mine("ada")
        .get("/v1/ranks/me")
        .then()
        .body("rung", equalTo(1))
        .body("confirmed", equalTo(4))
        .body("judged", equalTo(5))
        .body("qualityPercent", equalTo(51.3f))
        .body("rule", containsString("5 have a verdict and 4 were confirmed"));
    confirmed(ada, now);
    rungIs("ada", 2);
    assertThat(ranked(ada, 3))
        .extracting(RankChanged::rung)
        .as("up, down, and up again")
        .containsExactly(2, 1, 2);
  }

  @Test
  @DisplayName(
      "whatever the order of facts, and however often they come, the member stands at the same place")
  void anyOrder() {
    Seeds.each(8, seed -> anyOrder(new Random(seed)));
  }

  private void anyOrder(Random random) {
    UUID member = Ids.next();
    List<List<Heard>> answers = new ArrayList<>();
    int confirmed = 0;
    int judged = 0;
    int many = 6 + random.nextInt(30);
    for (int i = 0; i < many; i++) {
      UUID id = Ids.next();
      boolean old = random.nextInt(5) == 0;
      Instant at = old ? now.minus(WINDOW).minusSeconds(1) : now.minus(Duration.ofDays(i));
      Heard.Completed completed = new Heard.Completed(community, id, id, member, true, 1, 7, at);
      Heard.Confirmed verdict = new Heard.Confirmed(community, id, id, 1, 1, now);
      Heard.Refused refusal = new Heard.Refused(community, id, id, 2, now);
      boolean refused = random.nextInt(6) == 0;
      boolean afterAll = refused && random.nextBoolean();
      List<Heard> facts = new ArrayList<>(List.of(completed));
      if (!refused || random.nextBoolean()) {
        facts.add(verdict);
      }
      if (refused) {
        facts.add(refusal);
      }
      if (afterAll) {
        facts.add(new Heard.Confirmed(community, id, id, 1, 2, now));
      }
      answers.add(facts);
      judged += old ? 0 : 1;
      confirmed += old || (refused && !afterAll) ? 0 : 1;
    }
    List<Heard> all = new ArrayList<>();
    answers.forEach(all::addAll);
    all.addAll(all.subList(0, all.size() / 2));
    Collections.shuffle(all, random);
    for (int at = 0; at < all.size(); ) {
      int size = Math.min(all.size() - at, 1 + random.nextInt(9));
      settle(all.subList(at, at + size).toArray(Heard[]::new));
      at += size;
    }
    String tally =
        database.read(sql ->
            sql.one(
                "select confirmed || ' of ' || judged as tally from member_rank where community = ? and member_id = ?",
                row -> row.text("tally"),
                community,
                member));
    assertThat(tally).isEqualTo(confirmed + " of " + judged);
    long facts = transfers(member);
    settle(all.toArray(Heard[]::new));
    assertThat(transfers(member)).isEqualTo(facts);
  }

  @Test
  @DisplayName(
      "who answers no more falls when the window moves on, once, and no old answer raises anybody")
  void decay() {
    UUID ada = shoppers.member(community, "ada", 10);
    for (int i = 0; i < 40; i++) {
      confirmed(ada, now.minus(WINDOW).minusSeconds(60));
    }
    rungIs("ada", 1);
    Instant soonOld = Instant.now().minus(WINDOW).plusSeconds(6);
    List<Heard> facts = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      facts.addAll(answer(ada, i < 20 ? soonOld : now));
    }
    settle(facts.toArray(Heard[]::new));
    assertThat(ranked(ada, 1)).containsExactly(new RankChanged(3, "Guide", 5, 1, Reason.ANSWERS));
    Awaitility.await().atMost(SOON).untilAsserted(() -> rungIs("ada", 2));
    assertThat(ranked(ada, 2).getLast()).isEqualTo(new RankChanged(2, "Helper", 5, 3, Reason.TIME));
    mine("ada").get("/v1/ranks/me").then().body("confirmed", equalTo(5));
  }

  @Test
  @DisplayName(
      "a customer's thanks is counted for whose answer it was, once, and bad ratings thank nobody")
  void thanks() {
    shoppers.member(community, "ada", 10);
    UUID ben = shoppers.member(community, "ben", 10);
    UUID request = Ids.next();
    UUID bad = Ids.next();
    UUID silent = Ids.next();
    try (Facts facts = new Facts(bootstrap, prefix)) {
      facts.send(
          List.of(
              facts.about(community, request, rated(request, ben, 5, true)),
              facts.about(community, request, rated(request, ben, 4, true)),
              facts.about(community, bad, rated(bad, ben, 2, true)),
              facts.about(community, silent, rated(silent, ben, 5, false)),
              facts.about(community, Ids.next(), rated(Ids.next(), ben, 3, true))));
    }
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> mine("ben").get("/v1/ranks/me").then().body("thanks", equalTo(2)));
    mine("ada").get("/v1/ranks/me").then().body("thanks", equalTo(0));
  }

  private static RequestRated rated(UUID assignment, UUID member, int stars, boolean thanked) {
    return new RequestRated(assignment, member, stars, thanked, thanked ? "Thank you!" : null);
  }

  @Test
  @DisplayName("a ladder is edited on what its operator read; all members are ranked on it, once")
  void editing() {
    UUID ada = shoppers.member(community, "ada", 10);
    confirmed(ada, now);
    Response standing = operator().get("/v1/ranks/ladder");
    standing
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("rungs.name", contains("Newcomer", "Helper", "Guide", "Expert", "Mentor"))
        .body("rungs[0].members", equalTo(1));
    Map<String, Object> two = ladder(rung("Bronze", 0, 0), rung("Silver", 30, 1));
    put(two, "\"1\"").then().statusCode(200).header("ETag", equalTo("\"2\""));
    put(two, "\"1\"").then().statusCode(412);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(ranked(ada, 1))
                .containsExactly(new RankChanged(2, "Silver", 2, 1, Reason.LADDER)));
    operator().get("/v1/ranks/ladder").then().body("rungs[1].members", equalTo(1));
    put(ladder(rung("All", 0, 0)), "\"2\"").then().statusCode(200);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(ranked(ada, 2).getLast())
                .isEqualTo(new RankChanged(1, "All", 1, 2, Reason.LADDER)));
    operator()
        .get("/v1/rewards/acts")
        .then()
        .statusCode(200)
        .body("items.kind", contains("LADDER_CHANGED", "LADDER_CHANGED"))
        .body(
            "items[1].detail.rungs",
            equalTo("Bronze from 0 %, 0 answers; Silver from 30 %, 1 answers"));
  }

  @Test
  @DisplayName("P11: a ladder that nobody can climb is refused with the path of each fault")
  void faults() {
    put(ladder(rung("A", 0, 0), rung("B", 60, 5), rung("Ｂ", 50, 5), rung("C", 100, 5)), null)
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            contains("rungs[2].name", "rungs[2].qualityPercent", "rungs[3].qualityPercent"));
    put(ladder(rung("A", 1, 0)), null)
        .then()
        .statusCode(422)
        .body("errors.field", contains("rungs[0].qualityPercent"));
    put(ladder(), null).then().statusCode(400);
    put(ladder(rung("A", 0, 0), rung("B", 101, 5)), null)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("rungs[1].qualityPercent"));
    put(ladder(rung("A", 0, 0), rung("", 10, 5)), null)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("rungs[1].name"));
    operator().get("/v1/ranks/ladder").then().header("ETag", equalTo("\"1\""));
  }

  @Test
  @DisplayName(
      "an item behind a rank is refused to lower ones with the reason, and nothing is taken")
  void gates() {
    UUID ada = shoppers.member(community, "ada", 500);
    UUID item = shoppers.item(community, "Beta", 100, 1);
    gate(UUID.randomUUID(), 6).then().statusCode(404);
    gate(item, 6).then().statusCode(422).body("errors[0].field", equalTo("fromRung"));
    gate(item, 2).then().statusCode(200).body("fromRung", equalTo(2));
    mine("ada").get("/v1/catalogue").then().body("items[0].fromRung", equalTo(2));
    mine("ada").get("/v1/ranks/me").then().body("ladder[1].opens", contains("Beta"));
    shoppers
        .redeem(community, "ada", item, 100, UUID.randomUUID().toString())
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:crowdline:problem:illegal-state"))
        .body(
            "detail", equalTo("“Beta” is for members from rank “Helper” on; yours is “Newcomer”"));
    mine("ada").get("/v1/wallets/me").then().body("balance", equalTo(500));
    operator().get("/v1/catalogue/items/" + item).then().body("remaining", equalTo(1));
    put(ladder(rung("All", 0, 0)), null)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("rungs"))
        .body("errors[0].reason", containsString("“Beta” is behind rung 2"));
    for (int i = 0; i < 5; i++) {
      confirmed(ada, now);
    }
    shoppers
        .redeem(community, "ada", item, 100, UUID.randomUUID().toString())
        .then()
        .statusCode(201)
        .body("redemption.state", equalTo("FULFILLED"));
  }

  @Test
  @DisplayName(
      "answers that are judged while the ladder is edited leave everybody on the ladder that stands")
  void racing() throws ExecutionException, InterruptedException {
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      members.add(Ids.next());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int from = i;
        all.add(
            threads.submit(() -> {
              for (int n = 0; n < 15; n++) {
                List<Heard> facts = new ArrayList<>();
                for (int m = 0; m < members.size(); m += 1 + from % 3) {
                  facts.addAll(answer(members.get(m), now));
                }
                settle(facts.toArray(Heard[]::new));
              }
            }));
      }
      all.add(
          threads.submit(() -> {
            for (int n = 0; n < 15; n++) {
              put(ladder(rung("A", 0, 0), rung("B", 10, 1 + n), rung("C", 50, 10 + n)), null)
                  .then()
                  .statusCode(200);
            }
          }));
      for (Future<?> each : all) {
        each.get();
      }
    }
    Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(onOldLadders()).isZero());
    for (UUID member : members) {
      List<RankChanged> changes =
          ranked(member, found -> !found.isEmpty() && found.getLast().rung() == 3);
      for (int i = 1; i < changes.size(); i++) {
        assertThat(changes.get(i).before()).isEqualTo(changes.get(i - 1).rung());
      }
    }
    List<Integer> rungs =
        database.read(sql ->
            sql.query(
                "select rung from member_rank where community = ?",
                row -> row.integer("rung"),
                community));
    assertThat(rungs).hasSize(members.size()).containsOnly(3);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/ranks/me, operator",
    "/v1/ranks/me, admin",
    "/v1/ranks/ladder, contributor",
    "/v1/ranks/ladder, specialist"
  })
  @DisplayName("P11: the wrong role is told so")
  void wrongRole(String path, String role) {
    Shoppers.as(community, "somebody", role).get(path).then().statusCode(403);
  }

  @Test
  @DisplayName("P9: another community has its own ladder and its own ranks")
  void tenants() {
    put(ladder(rung("Ours", 0, 0)), null).then().statusCode(200);
    shoppers.member(community, "ada", 10);
    Shoppers.as("x" + community, "olga", "operator")
        .get("/v1/ranks/ladder")
        .then()
        .header("ETag", equalTo("\"1\""))
        .body("rungs", hasSize(5));
    Shoppers.as("x" + community, "ada", "contributor").get("/v1/ranks/me").then().statusCode(404);
  }

  private long onOldLadders() {
    return database.read(sql ->
        sql.query(
                """
                select 1 as one from member_rank r join ladder l on l.community = r.community
                where l.community = ? and r.ladder_version <> l.version
                """,
                row -> 1,
                community)
            .size());
  }

  private long transfers(UUID member) {
    return database.read(sql ->
        sql.query(
                "select 1 as one from transfer where community = ? and member_id = ?",
                row -> 1,
                community,
                member)
            .size());
  }

  private List<RankChanged> ranked(UUID member, int atLeast) {
    return ranked(member, found -> found.size() >= atLeast);
  }

  private List<RankChanged> ranked(UUID member, Predicate<List<RankChanged>> enough) {
    try (Facts facts = new Facts(bootstrap, prefix)) {
      return Awaitility.await()
          .atMost(SOON)
          .until(
              () ->
                  facts.ofRewards(Topic.MEMBERS, member).stream()
                      .map(each -> changed(each.value()))
                      .toList(),
              enough);
    }
  }

  private static RankChanged changed(byte[] data) {
    try {
      return FactCodec.read(data, RankChanged.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UUID confirmed(UUID member, Instant at) {
    List<Heard> facts = answer(member, at);
    settle(facts.toArray(Heard[]::new));
    return facts.getFirst().requestId();
  }

  private List<Heard> answer(UUID member, Instant at) {
    UUID id = Ids.next();
    return List.of(
        new Heard.Completed(community, id, id, member, true, 1, 5, at),
        new Heard.Confirmed(community, id, id, 1, 1, at));
  }

  private void settle(Heard... facts) {
    database.transact(tx -> settling.settle(tx, List.of(facts)));
  }

  private void rungIs(String subject, int rung) {
    mine(subject).get("/v1/ranks/me").then().body("rung", equalTo(rung));
  }

  private Response gate(UUID item, int fromRung) {
    return operator()
        .contentType("application/json")
        .body(
            Map.of(
                "name",
                "Beta",
                "description",
                "",
                "kind",
                "ACCESS",
                "price",
                100,
                "valueMinor",
                0,
                "fromRung",
                fromRung))
        .put("/v1/catalogue/items/" + item);
  }

  private Response put(Map<String, Object> ladder, @Nullable String ifMatch) {
    RequestSpecification request = operator().contentType("application/json").body(ladder);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch))
        .put("/v1/ranks/ladder");
  }

  private static Map<String, Object> ladder(Rung... rungs) {
    return Map.of("rungs", List.of(rungs));
  }

  /** As it is sent. */
  private record Rung(String name, int qualityPercent, int confirmed) {}

  private static Rung rung(String name, int quality, int confirmed) {
    return new Rung(name, quality, confirmed);
  }

  private RequestSpecification mine(String subject) {
    return Shoppers.as(community, subject, "contributor");
  }

  private RequestSpecification operator() {
    return Shoppers.as(community, "olga", "operator");
  }
}
