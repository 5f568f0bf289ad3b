package dev.crowdline.rewards.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crowdline.rewards.catalogue.persistence.CodeTable;
import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner hands items out: a server of a third party, played here, over real HTTP. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@TestProfile(PartnerServiceTest.OfThisNetwork.class)
@Tag("service")
class PartnerServiceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PRICE = 100;

  private final String community =
      "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch lateEnough = new CountDownLatch(1);
  private volatile Says says = new Says(200, "{\"code\": \"CREDIT-1\"}");
  private HttpServer server;
  private String secret;
  private UUID item;

  @Inject Database database;
  @Inject Shoppers shoppers;
  @Inject CodeTable codes;

  /** The partner that is played here is at an address of this network. */
  public static final class OfThisNetwork implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("crowdline.private-addresses", "true");
    }
  }

  /** What the partner answers. */
  private record Says(int status, String body) {}

  /** What the partner was asked. */
  private record Call(String id, String timestamp, String signature, String body) {}

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/redemptions", this::answer);
    server.start();
    secret = put(url()).then().statusCode(200).extract().path("secret");
    shoppers.member(community, "ada", 10 * PRICE);
    item =
        UUID.fromString(
            operator()
                .contentType("application/json")
                .body(body("PARTNER"))
                .post("/v1/catalogue/items")
                .then()
                .statusCode(201)
                .body("fulfilment", equalTo("PARTNER"))
                .body("remaining", nullValue())
                .extract()
                .<String>path("id"));
  }

  @AfterEach
  void close() {
    lateEnough.countDown();
    server.stop(0);
  }

  @Test
  @DisplayName("it is asked by a signed call, and its code is the member's")
  void handedOut() throws GeneralSecurityException, JsonProcessingException {
    String id =
        redeem("FULFILLED").body("code", equalTo("CREDIT-1")).extract().path("redemption.id");
    assertThat(calls).hasSize(1);
    Call call = calls.getFirst();
    assertThat(call.id()).isEqualTo(id);
    assertThat(call.signature()).isEqualTo(signed(call));
    JsonNode asked = JSON.readTree(call.body());
    assertThat(asked.get("type").asText()).isEqualTo("redemption.reserved");
    assertThat(asked.at("/data/redemptionId").asText()).isEqualTo(id);
    assertThat(asked.at("/data/points").asInt()).isEqualTo(PRICE);
    mine().post("/v1/redemptions/" + id + "/reveal").then().body("code", equalTo("CREDIT-1"));
    wallet(900, 0);
  }

  @Test
  @DisplayName("what needs no code has none")
  void withoutCode() {
    says = new Says(204, "");
    String id =
        redeem("FULFILLED")
            .body("code", nullValue())
            .body("redemption.hasCode", equalTo(false))
            .extract()
            .path("redemption.id");
    mine().post("/v1/redemptions/" + id + "/reveal").then().statusCode(409);
    wallet(900, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {410, 422})
  @DisplayName("a no gives the points back")
  void refused(int status) {
    says = new Says(status, "");
    redeem("REFUNDED").body("redemption.refundReason", equalTo("REFUSED"));
    wallet(1_000, 0);
    assertThat(calls).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | {"code": "X"}
          302 | elsewhere
          401 | who are you?
          200 | <html>hello</html>
          200 | {"code": 17}
          200 | {"code": ""}
          """)
  @DisplayName("P5: what cannot be understood is asked again, under the same id, and done once")
  void nonsense(int status, String body) {
    says = new Says(status, body);
    String id = redeem("RESERVED").body("code", nullValue()).extract().path("redemption.id");
    wallet(900, PRICE);
    says = new Says(200, "{\"code\": \"CREDIT-2\"}");
    due(id, Duration.ZERO);
    awaitState(id, "FULFILLED");
    assertThat(calls.stream().map(Call::id)).containsOnly(id);
    assertThat(calls).hasSizeGreaterThan(1);
    assertThat(calls)
        .as("signed afresh each time")
        .allSatisfy(call -> assertThat(call.signature()).isEqualTo(signed(call)));
    mine().post("/v1/redemptions/" + id + "/reveal").then().body("code", equalTo("CREDIT-2"));
    wallet(900, 0);
  }

  @Test
  @DisplayName("died after it was handed out: the code that came first stays, whatever comes next")
  void diedAfterTheCode() {
    says = new Says(500, "");
    String id = redeem("RESERVED").extract().path("redemption.id");
    database.transact(
        tx -> codes.keep(tx, community, item, UUID.fromString(id), "FIRST", Instant.now()));
    says = new Says(200, "{\"code\": \"SECOND\"}");
    due(id, Duration.ZERO);
    awaitState(id, "FULFILLED");
    mine().post("/v1/redemptions/" + id + "/reveal").then().body("code", equalTo("FIRST"));
    wallet(900, 0);
  }

  @Test
  @DisplayName("what was refunded has no code to show, even if one had come")
  void refundedAfterTheCode() {
    says = new Says(500, "");
    String id = redeem("RESERVED").extract().path("redemption.id");
    database.transact(
        tx -> codes.keep(tx, community, item, UUID.fromString(id), "FIRST", Instant.now()));
    says = new Says(410, "");
    due(id, Duration.ZERO);
    awaitState(id, "REFUNDED");
    mine().get("/v1/redemptions/" + id).then().body("hasCode", equalTo(false));
    mine().post("/v1/redemptions/" + id + "/reveal").then().statusCode(409);
    wallet(1_000, 0);
  }

  @Test
  @DisplayName("one that never answers holds nobody up, and is asked again")
  void late() {
    says = new Says(-1, "");
    String id = redeem("RESERVED").extract().path("redemption.id");
    says = new Says(200, "");
    due(id, Duration.ZERO);
    awaitState(id, "FULFILLED");
    wallet(900, 0);
  }

  @Test
  @DisplayName("one that is away for a day: the points come back, once")
  void givenUp() {
    server.stop(0);
    String id = redeem("RESERVED").extract().path("redemption.id");
    due(id, Duration.ofHours(23));
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> tries(id) > 0 && state(id).equals("RESERVED"));
    due(id, Duration.ofHours(24));
    awaitState(id, "REFUNDED");
    mine().get("/v1/redemptions/" + id).then().body("refundReason", equalTo("NO_ANSWER"));
    wallet(1_000, 0);
  }

  @Test
  @DisplayName("the same code for two is nonsense: the second is asked for another")
  void theSameCodeTwice() {
    redeem("FULFILLED").body("code", equalTo("CREDIT-1"));
    redeem("RESERVED");
    wallet(800, PRICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://partner.example.org/",
        "https://user:pass@partner.example.org/",
        "partner",
        "https://",
        "https://partner.example.org/#here",
        "https://partner.example.org/a b"
      })
  @DisplayName("P11: what is no address is refused by its name")
  void noAddress(String url) {
    put(url).then().statusCode(422).body("errors[0].field", equalTo("url"));
    operator().get("/v1/programme/partner").then().body("url", equalTo(url()));
  }

  @Test
  @DisplayName("the secret is shown once; each edit makes another, and the old one signs no more")
  void anotherSecret() {
    operator().get("/v1/programme/partner").then().body("secret", nullValue());
    String other =
        put(url())
            .then()
            .statusCode(200)
            .body("secret", startsWith("whsec_"))
            .extract()
            .path("secret");
    assertThat(other).isNotEqualTo(secret);
    operator()
        .contentType("application/json")
        .header("If-Match", "\"1\"")
        .body(Map.of("url", url()))
        .put("/v1/programme/partner")
        .then()
        .statusCode(412);
    secret = other;
    redeem("FULFILLED");
    assertThat(calls).allSatisfy(call -> assertThat(call.signature()).isEqualTo(signed(call)));
  }

  @Test
  @DisplayName("who hands an item out is not changed, and a partner's takes no codes")
  void neverChanged() {
    operator()
        .contentType("application/json")
        .body(body("CODES"))
        .put("/v1/catalogue/items/" + item)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("fulfilment"));
    operator()
        .contentType("application/json")
        .body(Map.of("text", "A-CODE"))
        .post("/v1/catalogue/items/" + item + "/codes")
        .then()
        .statusCode(409);
  }

  @Test
  @DisplayName("an item of a partner needs one")
  void noPartner() {
    Shoppers.as(community + "x", "olga", "operator")
        .get("/v1/programme/partner")
        .then()
        .statusCode(200)
        .body("url", nullValue())
        .body("version", nullValue());
    Shoppers.as(community + "x", "olga", "operator")
        .contentType("application/json")
        .body(body("PARTNER"))
        .post("/v1/catalogue/items")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("fulfilment"));
  }

  // The partner.

  private void answer(HttpExchange asked) throws IOException {
    Says now = says;
    calls.add(
        new Call(
            asked.getRequestHeaders().getFirst("webhook-id"),
            asked.getRequestHeaders().getFirst("webhook-timestamp"),
            asked.getRequestHeaders().getFirst("webhook-signature"),
            new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (now.status() < 0) {
      waitForTheEnd();
    }
    byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
    asked.sendResponseHeaders(Math.max(200, now.status()), body.length == 0 ? -1 : body.length);
    asked.getResponseBody().write(body);
    asked.close();
  }

  private void waitForTheEnd() {
    try {
      lateEnough.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String signed(Call call) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(Objects.requireNonNull(secret).substring("whsec_".length())),
            "HmacSHA256"));
    return "v1,"
        + Base64.getEncoder()
            .encodeToString(
                mac.doFinal(
                    (call.id() + "." + call.timestamp() + "." + call.body())
                        .getBytes(StandardCharsets.UTF_8)));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/redemptions";
  }

  // What happens.

  private Response put(String url) {
    return operator()
        .contentType("application/json")
        .body(Map.of("url", url))
        .put("/v1/programme/partner");
  }

  private static Map<String, Object> body(String fulfilment) {
    return Map.of(
        "name",
        "Credit",
        "description",
        "",
        "kind",
        "CREDIT",
        "price",
        PRICE,
        "valueMinor",
        100,
        "fulfilment",
        fulfilment);
  }

  private ValidatableResponse redeem(String state) {
    return shoppers
        .redeem(community, "ada", item, PRICE, UUID.randomUUID().toString())
        .then()
        .statusCode(201)
        .body("redemption.state", equalTo(state));
  }

  /** It is due, and as old as that. */
  private void due(String id, Duration age) {
    database.transact(tx ->
        tx.update(
            """
            update redemption set due_at = now(), requested_at = now() - make_interval(secs => ?)
            where community = ? and id = ?::uuid and due_at is not null
            """,
            (double) age.toSeconds(),
            community,
            id));
  }

  // What is so.

  private String state(String id) {
    return mine().get("/v1/redemptions/" + id).path("state");
  }

  private int tries(String id) {
    return Objects.requireNonNull(
        database.<Integer>read(sql ->
            sql.one(
                "select tries from redemption where community = ? and id = ?::uuid",
                row -> row.integer("tries"),
                community,
                id)));
  }

  private void awaitState(String id, String state) {
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> state(id).equals(state));
  }

  private void wallet(int balance, int reserved) {
    mine()
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo(balance))
        .body("reserved", equalTo(reserved));
    operator()
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
  }

  private RequestSpecification mine() {
    return Shoppers.as(community, "ada", "contributor");
  }

  private RequestSpecification operator() {
    return Shoppers.as(community, "olga", "operator");
  }
}
