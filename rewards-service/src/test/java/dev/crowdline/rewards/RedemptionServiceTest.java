package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Topic;
import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members shop, on the real PostgreSQL and Kafka. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RedemptionServiceTest {
  private static final int BUYERS = 100;
  private static final int ROUNDS = 20;

  private final String community =
      "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  @Inject Database database;
  @Inject Shoppers shoppers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  @Test
  @DisplayName("points buy an item: its code is shown once, and again only on request")
  void mainPath() {
    UUID ada = shoppers.member(community, "ada", 1_500);
    UUID item = shoppers.item(community, "Call credit", 1_000, 2);
    mine("ada")
        .get("/v1/catalogue")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].price", equalTo(1_000))
        .body("items[0].remaining", equalTo(2))
        .body("items[0].valueMinor", nullValue());
    liabilityIs(1_500);

    String key = UUID.randomUUID().toString();
    Response taken = shoppers.redeem(community, "ada", item, 1_000, key);
    taken
        .then()
        .statusCode(201)
        .body("redemption.state", equalTo("FULFILLED"))
        .body("redemption.item", equalTo("Call credit"))
        .body("code", equalTo("Call credit-1"));
    String id = taken.path("redemption.id");
    shoppers
        .redeem(community, "ada", item, 1_000, key)
        .then()
        .statusCode(201)
        .body("redemption.id", equalTo(id))
        .body("code", nullValue());
    mine("ada")
        .get("/v1/redemptions")
        .then()
        .body("items", hasSize(1))
        .body("items.code", equalTo(java.util.Collections.singletonList(null)));

    mine("ada")
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo(500))
        .body("reserved", equalTo(0))
        .body("earnedTotal", equalTo(1_500));
    mine("ada")
        .get("/v1/wallets/me/statement")
        .then()
        .body("items", hasSize(2))
        .body("items[0].state", equalTo("SPENT"))
        .body("items[0].redemptionId", equalTo(id))
        .body("items[0].explanation", equalTo("You took “Call credit” for 1000 points."))
        .body("items[0].movements.kind", equalTo(List.of("RESERVED", "REDEEMED")))
        .body("items[1].state", equalTo("PAID"));
    String next = mine("ada").get("/v1/wallets/me/statement?limit=1").path("next");
    mine("ada")
        .get("/v1/wallets/me/statement?limit=1&cursor=" + next)
        .then()
        .body("items", hasSize(1))
        .body("items[0].state", equalTo("PAID"));

    operator().get("/v1/catalogue/items/" + item).then().body("remaining", equalTo(1));
    liabilityIs(500);
    operator()
        .get("/v1/programme")
        .then()
        .body("points.redeemed", equalTo(1_000))
        .body("redemptions.fulfilled", equalTo(1))
        .body("redemptions.costMinor", equalTo(1_000))
        .body("days", hasSize(30))
        .body("days[29].redeemed", equalTo(1_000));
    operator()
        .get("/v1/programme/redemptions")
        .then()
        .body("items[0].memberId", equalTo(ada.toString()))
        .body("items[0].reveals", equalTo(0));

    assertThat(stated(ada, 3))
        .containsExactly("redemption-requested", "redemption-reserved", "redemption-fulfilled");
    ledgerAddsUp();
  }

  @Test
  @DisplayName("a code is revealed to its own member alone, and that is written down")
  void revealing() {
    shoppers.member(community, "ada", 100);
    shoppers.member(community, "ben", 100);
    UUID item = shoppers.item(community, "Ring tone", 100, 1);
    String id = redeem("ada", item, 100).path("redemption.id");
    mine("ben").post("/v1/redemptions/" + id + "/reveal").then().statusCode(404);
    mine("ben").get("/v1/redemptions/" + id).then().statusCode(404);
    operator().post("/v1/redemptions/" + id + "/reveal").then().statusCode(403);
    mine("ada")
        .post("/v1/redemptions/" + id + "/reveal")
        .then()
        .statusCode(200)
        .body("code", equalTo("Ring tone-1"));
    mine("ada").get("/v1/redemptions/" + id).then().body("reveals", equalTo(1));
    operator()
        .get("/v1/rewards/acts")
        .then()
        .body("items[0].kind", equalTo("CODE_REVEALED"))
        .body("items[0].detail.redemption", equalTo(id))
        .body("items.kind", equalTo(List.of("CODE_REVEALED", "CODES_IMPORTED", "ITEM_ADDED")));
    Shoppers.as(community + "x", "ada", "contributor")
        .post("/v1/redemptions/" + id + "/reveal")
        .then()
        .statusCode(404);
  }

  @Test
  @DisplayName("codes are stored encrypted, each once in a community, and in no answer")
  void codesAreSealed() {
    UUID item = shoppers.item(community, "Secret", 100, 3);
    shoppers
        .importCodes(community, item, "Secret", 5)
        .then()
        .statusCode(200)
        .body("imported", equalTo(2))
        .body("known", equalTo(3))
        .body("remaining", equalTo(5));
    UUID other = shoppers.item(community, "Another", 100, 0);
    shoppers.importCodes(community, other, "Secret", 1).then().body("known", equalTo(1));
    database
        .read(sql ->
            sql.query(
                "select mark, code from voucher_code where community = ?",
                row ->
                    new String(row.bytes("code"), StandardCharsets.ISO_8859_1)
                        + new String(row.bytes("mark"), StandardCharsets.ISO_8859_1),
                community))
        .forEach(stored -> assertThat(stored).doesNotContain("Secret"));
    operator()
        .contentType("application/json")
        .body(Map.of("text", "OK\n" + "x".repeat(101)))
        .post("/v1/catalogue/items/" + item + "/codes")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("text, line 2"))
        .body("detail", not(containsString("xxx")));
    operator()
        .get("/v1/rewards/acts")
        .then()
        .body("items.detail.toString()", not(containsString("Secret-1")));
  }

  @ParameterizedTest
  @CsvSource({
    "999, 1, 1000, 1000, 409, 'takes 1 points more'",
    "1000, 0, 1000, 1000, 409, 'the last'",
    "1000, 1, 1000, 900, 412, 'takes 1000 points by now'",
  })
  @DisplayName("every refusal says why, and takes nothing")
  void refusals(int has, int codes, int price, int seen, int status, String why) {
    shoppers.member(community, "ada", has);
    UUID item = shoppers.item(community, "Credit", price, codes);
    redeem("ada", item, seen).then().statusCode(status).body("detail", containsString(why));
    mine("ada").get("/v1/wallets/me").then().body("balance", equalTo(has));
    operator().get("/v1/catalogue/items/" + item).then().body("remaining", equalTo(codes));
    mine("ada").get("/v1/redemptions").then().body("items", hasSize(0));
  }

  @Test
  @DisplayName("an Idempotency-Key is required, and another body under it is refused")
  void keys() {
    shoppers.member(community, "ada", 500);
    UUID item = shoppers.item(community, "Credit", 100, 2);
    mine("ada")
        .contentType("application/json")
        .body(Map.of("itemId", item.toString(), "price", 100))
        .post("/v1/redemptions")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("Idempotency-Key"));
    shoppers.redeem(community, "ada", item, 100, "k").then().statusCode(201);
    shoppers.redeem(community, "ada", item, 99, "k").then().statusCode(422);
    mine("ada").get("/v1/wallets/me").then().body("balance", equalTo(400));
  }

  @Test
  @DisplayName("what is withdrawn, or not valid now, cannot be taken; what was taken stands")
  void withdrawing() {
    shoppers.member(community, "ada", 500);
    UUID item = shoppers.item(community, "Credit", 100, 3);
    redeem("ada", item, 100).then().statusCode(201);
    Map<String, Object> body =
        Map.of(
            "name",
            "Credit",
            "description",
            "",
            "kind",
            "CREDIT",
            "price",
            100,
            "valueMinor",
            0,
            "offered",
            false);
    put(item, body, "\"1\"").then().statusCode(200).body("offered", equalTo(false));
    put(item, body, "\"1\"").then().statusCode(412);
    mine("ada").get("/v1/catalogue").then().body("items", hasSize(0));
    redeem("ada", item, 100).then().statusCode(410);
    mine("ada").get("/v1/redemptions").then().body("items[0].state", equalTo("FULFILLED"));
    Map<String, Object> later = new java.util.HashMap<>(body);
    later.put("offered", true);
    later.put("validFrom", "2999-01-01T00:00:00Z");
    put(item, later, null).then().statusCode(200);
    redeem("ada", item, 100).then().statusCode(410);
    later.put("validTo", "2998-01-01T00:00:00Z");
    put(item, later, null).then().statusCode(422).body("errors[0].field", equalTo("validTo"));
  }

  @Test
  @DisplayName("P9: nobody of another community sees or takes an item")
  void otherCommunities() {
    UUID item = shoppers.item(community, "Credit", 100, 1);
    String other = community + "o";
    shoppers.member(other, "ada", 500);
    shoppers.redeem(other, "ada", item, 100, "k").then().statusCode(404);
    Shoppers.as(other, "olga", "operator")
        .get("/v1/catalogue/items/" + item)
        .then()
        .statusCode(404);
    shoppers.importCodes(other, item, "x", 1).then().statusCode(404);
    mine("ada").get("/v1/programme").then().statusCode(403);
  }

  @Test
  @DisplayName("P5: a hundred buyers of the last item: one has it, in every round")
  void theLastItem() throws InterruptedException, ExecutionException {
    List<String> buyers = IntStream.range(0, BUYERS).mapToObj(i -> "buyer-" + i).toList();
    buyers.forEach(buyer -> shoppers.member(community, buyer, 10L * ROUNDS));
    UUID item = shoppers.item(community, "Last", 10, 0);
    Set<String> codes = new HashSet<>();
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 1; round <= ROUNDS; round++) {
        shoppers.importCodes(community, item, "Last", round).then().body("imported", equalTo(1));
        List<Future<Response>> answers = new ArrayList<>();
        for (String buyer : buyers) {
          answers.add(all.submit(() -> redeem(buyer, item, 10)));
        }
        int won = 0;
        for (Future<Response> each : answers) {
          Response answer = each.get();
          assertThat(answer.statusCode()).as(answer.asString()).isIn(201, 409);
          if (answer.statusCode() == 201) {
            won++;
            codes.add(answer.path("code"));
          }
        }
        assertThat(won).as("who has the last item in round %s", round).isEqualTo(1);
      }
    }
    assertThat(codes).as("everybody has a code of the own").hasSize(ROUNDS);
    operator().get("/v1/catalogue/items/" + item).then().body("remaining", equalTo(0));
    ledgerAddsUp();
  }

  @Test
  @DisplayName("P5: one member with points for one, many times at once: one is taken")
  void oneWallet() throws InterruptedException, ExecutionException {
    shoppers.member(community, "ada", 150);
    UUID item = shoppers.item(community, "Credit", 100, 50);
    int won = 0;
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Response>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(all.submit(() -> redeem("ada", item, 100)));
      }
      for (Future<Response> each : answers) {
        won += each.get().statusCode() == 201 ? 1 : 0;
      }
    }
    assertThat(won).isEqualTo(1);
    mine("ada").get("/v1/wallets/me").then().body("balance", equalTo(50));
    operator().get("/v1/catalogue/items/" + item).then().body("remaining", equalTo(49));
    ledgerAddsUp();
  }

  private Response put(UUID item, Map<String, Object> body, String ifMatch) {
    RequestSpecification as = operator().contentType("application/json").body(body);
    return (ifMatch == null ? as : as.header("If-Match", ifMatch))
        .put("/v1/catalogue/items/" + item);
  }

  private Response redeem(String subject, UUID item, long price) {
    return shoppers.redeem(community, subject, item, price, Ids.next().toString());
  }

  private void liabilityIs(int points) {
    Response programme = operator().get("/v1/programme");
    programme.then().statusCode(200).body("liability.points", equalTo(points));
    int pointMilli = programme.path("liability.pointMilli");
    assertThat(pointMilli).isPositive();
    programme
        .then()
        .body("liability.minor", equalTo((points * pointMilli + 999) / 1_000))
        .body("liability.currency", equalTo("EUR"));
  }

  private void ledgerAddsUp() {
    operator()
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("negativeWallets", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
  }

  private List<String> stated(UUID member, int wanted) {
    try (Facts facts = new Facts(bootstrap, prefix)) {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  facts.ofRewards(Topic.MEMBERS, member).stream()
                      .map(each ->
                          Facts.header(each, Envelope.TYPE)
                              .replace("dev.crowdline.rewards.", "")
                              .replace(".v1", ""))
                      .toList(),
              names -> names.size() >= wanted);
    }
  }

  private RequestSpecification mine(String subject) {
    return Shoppers.as(community, subject, "contributor");
  }

  private RequestSpecification operator() {
    return Shoppers.as(community, "olga", "operator");
  }
}
