package dev.crowdline.intake.forms;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.customer;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.intake.testing.Calls;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class PublicFormsTest {
  @Inject Wire wire;

  private final String community = fresh("form");

  private static void register(String community) {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
  }

  private void open(int perHour) {
    register(community);
    operator(community)
        .body(Map.of("open", true, "requestsPerHour", perHour))
        .put("/v1/communities/" + community + "/public-form")
        .then()
        .statusCode(200)
        .body("open", equalTo(true));
  }

  /** Somebody without an account, behind the gateway. */
  private static RequestSpecification anybody(String address) {
    return given().header("X-Forwarded-For", address).contentType(ContentType.JSON);
  }

  private Response ask(String address, Map<String, ?> body) {
    return anybody(address).body(body).post("/v1/forms/" + community + "/requests");
  }

  @Test
  @DisplayName("nobody is asked by a form until the community opens it, and not after it closes it")
  void closedUntilOpened() {
    register(community);
    operator(community)
        .get("/v1/communities/" + community + "/public-form")
        .then()
        .statusCode(200)
        .body("open", equalTo(false))
        .body("page", endsWith("/ask/?community=" + community))
        .body("addressLimit.requests", equalTo(5))
        .body("addressLimit.seconds", equalTo(600));
    given().get("/v1/forms/" + community).then().statusCode(404);
    ask("203.0.113.1", Map.of("text", "Hello?")).then().statusCode(404);
    String address = "/v1/communities/" + community + "/public-form";
    admin().body(Map.of("open", true)).put(address).then().statusCode(200);
    given().get("/v1/forms/" + community).then().statusCode(200).body("name", equalTo("Acme"));
    operator(community).body(Map.of("open", false)).put(address).then().statusCode(200);
    ask("203.0.113.1", Map.of("text", "Hello?")).then().statusCode(404);
    given().get("/v1/forms/" + fresh("nobody")).then().statusCode(404);
  }

  @Test
  void onlyTheOwnOperatorsAndAdministratorsOpenIt() {
    register(community);
    String address = "/v1/communities/" + community + "/public-form";
    Map<String, Boolean> body = Map.of("open", true);
    given().contentType(ContentType.JSON).body(body).put(address).then().statusCode(401);
    integrator(community).body(body).put(address).then().statusCode(403);
    operator(fresh("other")).body(body).put(address).then().statusCode(404);
    operator(community)
        .body(Map.of("open", true, "requestsPerHour", 0))
        .put(address)
        .then()
        .statusCode(400);
    admin()
        .body(body)
        .put("/v1/communities/" + fresh("nobody") + "/public-form")
        .then()
        .statusCode(404);
  }

  @Test
  @DisplayName("a question becomes a request of the web, with a page that only its sender is told")
  void aQuestionIsTaken() {
    open(100);
    Response taken = ask("203.0.113.2", Map.of("text", "Wie geht das?", "language", "de-AT"));
    taken.then().statusCode(201).body("page", notNullValue());
    UUID id = UUID.fromString(taken.path("id"));
    customer(taken.path("page"))
        .get("/v1/conversations/" + id)
        .then()
        .statusCode(200)
        .body("request.language", equalTo("de-AT"))
        .body("messages.text", contains("Wie geht das?"));
    await().untilAsserted(() -> assertThat(wire.told(id)).hasSize(1));
    assertThat((RequestSubmitted) wire.told(id).getFirst())
        .satisfies(f -> assertThat(f.channel()).isEqualTo(Channel.WEB))
        .satisfies(f -> assertThat(f.text()).isEqualTo("Wie geht das?"));
  }

  @Test
  @DisplayName("nobody is recognised by what is claimed: each question is of a customer of its own")
  void nobodyIsRecognised() {
    open(100);
    Asked known =
        Calls.ask(
            community, Map.of("text", "Known", "customer", Map.of("email", "ada@example.org")));
    Map<String, ?> claim =
        Map.of("text", "Me again", "customer", Map.of("email", "ada@example.org"));
    ask("203.0.113.3", claim).then().statusCode(400).body("errors[0].field", equalTo("customer"));
    UUID one =
        UUID.fromString(ask("203.0.113.3", Map.of("text", "I am ada@example.org")).path("id"));
    UUID two =
        UUID.fromString(ask("203.0.113.3", Map.of("text", "I am ada@example.org")).path("id"));
    assertThat(List.of(customerOf(one), customerOf(two), customerOf(known.id())))
        .doesNotHaveDuplicates();
  }

  private UUID customerOf(UUID request) {
    await().untilAsserted(() -> assertThat(wire.told(request)).hasSize(1));
    return ((RequestSubmitted) wire.told(request).getFirst()).customerId();
  }

  @Test
  @DisplayName(
      "five from one address in ten minutes; then 429 that says when, and nothing is taken")
  void anAddressIsLimited() {
    open(100);
    for (int i = 0; i < 5; i++) {
      ask("203.0.113.4", Map.of("text", "Flood " + i)).then().statusCode(201);
    }
    Response refused = ask("198.51.100.1, 203.0.113.4", Map.of("text", "Flood"));
    refused
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:crowdline:problem:too-many"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(100, 120);
    ask("203.0.113.5", Map.of("text", "Somebody else")).then().statusCode(201);
    assertThat(integrator(community).get("/v1/requests?limit=100").<List<?>>path("items"))
        .hasSize(6);
  }

  @Test
  @DisplayName("a community is asked as often as it says, from however many addresses")
  void aCommunityHasItsBudget() {
    open(3);
    for (int i = 0; i < 3; i++) {
      ask("192.0.2." + i, Map.of("text", "Many " + i)).then().statusCode(201);
    }
    assertThat(ask("192.0.2.9", Map.of("text", "One more")).header("Retry-After")).isNotNull();
  }

  @Test
  @DisplayName("P11: what is wrong is refused by its name and costs nothing of the limits")
  void badInput() {
    open(100);
    for (int i = 0; i < 7; i++) {
      ask("203.0.113.6", Map.of("text", "\u200b")).then().statusCode(400);
      ask("203.0.113.6", Map.of("text", "Buy this", "website", "http://spam.example.org"))
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("website"));
      ask("203.0.113.6", Map.of("text", "Hello", "language", "zz-zz-zz")).then().statusCode(400);
      anybody("203.0.113.6")
          .header("Idempotency-Key", "1")
          .body(Map.of("text", "Hello"))
          .post("/v1/forms/" + community + "/requests")
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("Idempotency-Key"));
    }
    ask("203.0.113.6", Map.of("text", "Hello")).then().statusCode(201);
  }

  @Test
  @DisplayName("P2: a repeat under the same random key is the same request")
  void repeats() {
    open(100);
    String key = UUID.randomUUID().toString();
    String first = sent(key);
    assertThat(sent(key)).isEqualTo(first);
    assertThat(sent(UUID.randomUUID().toString())).isNotEqualTo(first);
  }

  private String sent(String key) {
    return anybody("203.0.113.7")
        .header("Idempotency-Key", key)
        .body(Map.of("text", "Once"))
        .post("/v1/forms/" + community + "/requests")
        .path("id");
  }
}
