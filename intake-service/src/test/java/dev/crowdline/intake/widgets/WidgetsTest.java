package dev.crowdline.intake.widgets;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
@DisplayName("a community is asked on the pages of the origins that it names, and on no others")
class WidgetsTest {
  private static final String ALLOWED = "access-control-allow-origin";

  private final String community = fresh("widget");
  private final String settings = "/v1/communities/" + community + "/widget";
  private final String form = "/v1/forms/" + community;

  /** Of this test alone: a preflight does not say which community it is about. */
  private final String shop = "https://" + fresh("shop") + ".example.org";

  @BeforeEach
  void aCommunityWithAForm() {
    register(community);
    operator(community)
        .body(Map.of("open", true))
        .put("/v1/communities/" + community + "/public-form")
        .then()
        .statusCode(200);
  }

  private static void register(String community) {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse put(Map<String, ?> body) {
    return operator(community).body(body).put(settings).then();
  }

  private void allow(String... origins) {
    put(Map.of("origins", List.of(origins))).statusCode(200);
  }

  private static RequestSpecification from(String origin) {
    return given().header("Origin", origin).contentType(ContentType.JSON);
  }

  private static RequestSpecification preflight(String origin) {
    return given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,idempotency-key");
  }

  private Response ask(String origin) {
    return from(origin).body(Map.of("text", "How?")).post(form + "/requests");
  }

  @Test
  @DisplayName("its own operators and administrators set it; the line to embed is told with it")
  void settings() {
    operator(community)
        .get(settings)
        .then()
        .statusCode(200)
        .body("origins", empty())
        .body("colour", nullValue())
        .body("look.text", equalTo("#ffffff"))
        .body("html", containsString("/widget/widget.js\"></script><crowdline-widget"))
        .body("html", containsString("community=\"" + community + "\""));
    put(Map.of("origins", List.of(shop.replace("example", "Example"), shop + ":443")))
        .statusCode(200)
        .body("origins", equalTo(List.of(shop)));
    operator(community)
        .get("/v1/intake/acts")
        .then()
        .body("items.find { it.kind == 'WIDGET_CHANGED' }.detail.origins", equalTo(shop));
    given().get(settings).then().statusCode(401);
    integrator(community).get(settings).then().statusCode(403);
    operator(fresh("other")).get(settings).then().statusCode(404);
    admin().get("/v1/communities/" + fresh("nobody") + "/widget").then().statusCode(404);
  }

  @Test
  @DisplayName("P11: what is no origin, too many of them and what is no colour are named")
  void badSettings() {
    put(Map.of("origins", List.of(shop, "https://shop.example.org/path")))
        .statusCode(400)
        .body("errors.field", hasItem("origins[1]"))
        .body("errors[0].reason", containsString("without a path"));
    put(Map.of("origins", List.of("https://shop.example.org:99999")))
        .statusCode(400)
        .body("errors[0].field", equalTo("origins[0]"));
    put(Map.of("origins", Collections.nCopies(21, shop)))
        .statusCode(400)
        .body("errors[0].field", equalTo("origins"));
    put(Map.of("colour", "#4b1fa8")).statusCode(400).body("errors[0].field", equalTo("origins"));
    put(Map.of("origins", List.of(), "colour", "red;}*{display:none"))
        .statusCode(400)
        .body("errors[0].field", equalTo("colour"));
    operator(community).get(settings).then().body("origins", empty());
  }

  @Test
  @DisplayName("text on its colour is black or white, whichever is read, and strangers are told it")
  void colours() {
    put(Map.of("origins", List.of(), "colour", "#FFCC00"))
        .statusCode(200)
        .body("look.colour", equalTo("#ffcc00"))
        .body("look.text", equalTo("#000000"))
        .body("look.contrast", greaterThanOrEqualTo(4.5f));
    given().get(form).then().statusCode(200).body("look.text", equalTo("#000000"));
    put(Map.of("origins", List.of(), "colour", "#4b1fa8"))
        .body("look.text", equalTo("#ffffff"))
        .body("look.contrast", greaterThanOrEqualTo(4.5f));
  }

  @Test
  @DisplayName("a page of an allowed origin asks, reads and writes on; the browser is told it may")
  void allowedOrigin() {
    allow(shop);
    preflight(shop)
        .options(form + "/requests")
        .then()
        .statusCode(204)
        .header(ALLOWED, shop)
        .header("access-control-allow-methods", containsString("POST"))
        .header("access-control-allow-headers", containsString("Idempotency-Key"));
    from(shop)
        .get(form)
        .then()
        .statusCode(200)
        .header(ALLOWED, shop)
        .header("vary", containsString("Origin"));
    Response taken = ask(shop);
    taken.then().statusCode(201).header(ALLOWED, shop);
    String conversation = "/v1/conversations/" + taken.path("id");
    String page = taken.path("page");
    String link = page.substring(page.indexOf('#') + 1);
    preflight(shop)
        .options(conversation + "/messages")
        .then()
        .statusCode(204)
        .header(ALLOWED, shop)
        .header("access-control-allow-headers", containsString("X-Customer-Link"));
    from(shop)
        .header("X-Customer-Link", link)
        .get(conversation)
        .then()
        .statusCode(200)
        .header(ALLOWED, shop)
        .header("access-control-allow-credentials", nullValue());
    from(shop)
        .header("X-Customer-Link", link)
        .body(Map.of("text", "More"))
        .post(conversation + "/messages")
        .then()
        .statusCode(201)
        .header(ALLOWED, shop);
    // A refusal is for the page to read as well.
    from(shop).body(Map.of()).post(form + "/requests").then().statusCode(400).header(ALLOWED, shop);
    from(shop).get(conversation).then().statusCode(401).header(ALLOWED, shop);
  }

  @Test
  @DisplayName("a page of another origin is refused by us too, whatever its browser does")
  void foreignOrigin() {
    allow(shop);
    String foreign = "https://" + fresh("foreign") + ".example.org";
    for (String origin :
        List.of(
            foreign,
            "null",
            "http" + shop.substring("https".length()),
            shop + ".evil.example.org")) {
      preflight(origin)
          .options(form + "/requests")
          .then()
          .statusCode(403)
          .header(ALLOWED, nullValue());
      from(origin).get(form).then().statusCode(403).header(ALLOWED, nullValue());
      ask(origin)
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("type", equalTo("urn:crowdline:problem:origin-not-allowed"))
          .header(ALLOWED, nullValue())
          .body("errors[0].field", equalTo("Origin"))
          .body("detail", containsString("an operator adds it"));
    }
    Response taken = ask(shop);
    String page = taken.path("page");
    from(foreign)
        .header("X-Customer-Link", page.substring(page.indexOf('#') + 1))
        .get("/v1/conversations/" + taken.path("id"))
        .then()
        .statusCode(403)
        .header(ALLOWED, nullValue());
    integrator(community).get("/v1/requests").then().body("items.size()", equalTo(1));
  }

  @Test
  @DisplayName("an origin of one community opens nothing of another")
  void ofAnotherCommunity() {
    allow(shop);
    String other = fresh("other");
    register(other);
    operator(other)
        .body(Map.of("open", true))
        .put("/v1/communities/" + other + "/public-form")
        .then()
        .statusCode(200);
    from(shop)
        .body(Map.of("text", "How?"))
        .post("/v1/forms/" + other + "/requests")
        .then()
        .statusCode(403)
        .header(ALLOWED, nullValue());
  }

  @Test
  @DisplayName("what is not allowed any more is refused, within seconds at every replica")
  void removedAgain() {
    allow(shop);
    ask(shop).then().statusCode(201);
    allow();
    await().untilAsserted(() -> ask(shop).then().statusCode(403));
    preflight(shop).options(form + "/requests").then().statusCode(403);
  }

  @Test
  @DisplayName("programs and our own pages ask as before: they have no origin, or ours")
  void ownPages() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("text", "How?"))
        .post(form + "/requests")
        .then()
        .statusCode(201)
        .header(ALLOWED, nullValue());
    for (String own : List.of("http://localhost:8080", "https://intake.example.org")) {
      from(own)
          .header("Host", "intake.example.org")
          .get(form)
          .then()
          .statusCode(200)
          .header(ALLOWED, nullValue());
    }
  }

  @Test
  @DisplayName("the script itself may be fetched by any page, and is looked for anew after minutes")
  void script() {
    given()
        .get("/widget/widget.js")
        .then()
        .statusCode(200)
        .header(ALLOWED, "*")
        .header("cache-control", "public, max-age=300")
        .contentType(containsString("javascript"));
  }
}
