package dev.crowdline.intake.communities;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.as;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.ApiKeyCreated;
import dev.crowdline.contracts.intake.ApiKeyRevoked;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.security.ApiKeys;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class CommunitiesTest {
  @Inject Wire wire;

  private static String registered() {
    String id = fresh("acme");
    admin()
        .body(Map.of("id", id, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
    return id;
  }

  @Test
  void anAdministratorRegistersACommunityAndTheOthersHearOfIt() {
    String id = fresh("acme");
    admin()
        .body(Map.of("id", id, "name", "Acme", "pace", "DEMO", "terms", "Be kind."))
        .post("/v1/communities")
        .then()
        .statusCode(201)
        .header("Location", matchesPattern(".*/v1/communities/" + id))
        .body("policy.silenceSeconds", equalTo(60))
        .body("terms.version", equalTo(1))
        .body("terms.text", equalTo("Be kind."));
    as(id, "contributor")
        .get("/v1/communities/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("Acme"));

    await()
        .untilAsserted(() ->
            assertThat(wire.statedBy("intake", Topic.COMMUNITIES, id))
                .singleElement()
                .satisfies(fact ->
                    assertThat(fact.data())
                        .isEqualTo(
                            new CommunityRegistered("Acme", Pace.DEMO, Policy.of(Pace.DEMO), 1))));
  }

  @Test
  @DisplayName("administrators page through all communities by their ids, nobody else does (P9)")
  void administratorsListAllCommunities() {
    List<String> mine = List.of(registered(), registered(), registered());
    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      Response page = admin().get("/v1/communities?limit=2&cursor=" + next);
      page.then().statusCode(200);
      List<String> ids = page.path("items.id");
      assertThat(ids).hasSizeBetween(1, 2);
      seen.addAll(ids);
      next = page.path("next");
    }
    // The database sorts by its own collation; each is there once.
    assertThat(seen).containsAll(mine).doesNotHaveDuplicates();
    operator(mine.getFirst()).get("/v1/communities").then().statusCode(403);
    integrator(mine.getFirst()).get("/v1/communities").then().statusCode(403);
    admin()
        .get("/v1/communities?cursor=bm8gaWQ")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
  }

  @Test
  void aSecondOneOfTheSameIdIsRefused() {
    String id = registered();
    admin()
        .body(Map.of("id", id, "name", "Another", "pace", "PRODUCT"))
        .post("/v1/communities")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:crowdline:problem:already-exists"));
    admin().get("/v1/communities/" + id).then().body("name", equalTo("Acme"));
  }

  @Test
  @DisplayName("of eight who register one id at the same moment one does, and the others are told")
  void oneIdAtTheSameMoment() throws Exception {
    String id = fresh("acme");
    CountDownLatch together = new CountDownLatch(8);
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> posts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        posts.add(
            many.submit(() -> {
              together.countDown();
              together.await();
              return admin()
                  .body(Map.of("id", id, "name", "Acme", "pace", "DEMO"))
                  .post("/v1/communities")
                  .statusCode();
            }));
      }
      for (Future<Integer> post : posts) {
        statuses.add(post.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  @DisplayName("P9: another community is not there")
  void anotherCommunityIsNotThere() {
    String id = registered();
    String other = registered();
    as(other, "operator").get("/v1/communities/" + id).then().statusCode(404);
    as(other, "operator").get("/v1/communities/" + id + "/api-keys").then().statusCode(404);
    as(other, "operator")
        .body(Map.of("name", "theirs", "permissions", List.of("requests:read")))
        .post("/v1/communities/" + id + "/api-keys")
        .then()
        .statusCode(404);
  }

  @Test
  void aKeyIsShownOnceOpensWhatItMayAndIsRevoked() {
    String id = registered();
    var made =
        operator(id)
            .header("Idempotency-Key", "first")
            .body(Map.of("name", "site", "permissions", List.of("requests:read")))
            .post("/v1/communities/" + id + "/api-keys");
    made.then().statusCode(201).body("key", matchesPattern("ck_[A-Za-z0-9_-]{43}"));
    String key = made.path("key");
    UUID keyId = UUID.fromString(made.path("id"));

    operator(id)
        .header("Idempotency-Key", "first")
        .body(Map.of("name", "site", "permissions", List.of("requests:read")))
        .post("/v1/communities/" + id + "/api-keys")
        .then()
        .statusCode(201)
        .body("id", equalTo(keyId.toString()))
        .body("key", nullValue());
    operator(id)
        .get("/v1/communities/" + id + "/api-keys")
        .then()
        .statusCode(200)
        .body("items.id", contains(keyId.toString()))
        .body("items[0].key", nullValue());

    given().header("X-API-Key", key).get("/v1/requests").then().statusCode(200);
    given()
        .header("X-API-Key", key)
        .contentType("application/json")
        .body(Map.of("text", "may not write"))
        .post("/v1/requests")
        .then()
        .statusCode(403);

    operator(id).delete("/v1/communities/" + id + "/api-keys/" + keyId).then().statusCode(204);
    operator(id).delete("/v1/communities/" + id + "/api-keys/" + keyId).then().statusCode(204);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> given().header("X-API-Key", key).get("/v1/requests").then().statusCode(401));

    await()
        .untilAsserted(() ->
            assertThat(wire.told(Topic.COMMUNITIES, id))
                .contains(
                    new ApiKeyCreated(
                        keyId, "site", ApiKeys.sha256(key), Set.of("requests:read"), "default"),
                    new ApiKeyRevoked(keyId, ApiKeys.sha256(key))));
  }

  @Test
  @DisplayName("P11: what a community cannot be is refused with its field")
  void badCommunitiesAreRefused() {
    admin()
        .body(Map.of("id", "Not A Slug", "name", "x", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(400)
        .body("errors.field", contains("id"));
    admin()
        .body(Map.of("id", fresh("acme"), "name", "x", "pace", "SLOW"))
        .post("/v1/communities")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("pace"))
        .body("errors[0].allowed", contains("PRODUCT", "DEMO"));
    String id = registered();
    operator(id)
        .body(Map.of("name", "x", "permissions", List.of("requests:burn")))
        .post("/v1/communities/" + id + "/api-keys")
        .then()
        .statusCode(400)
        .body("errors[0].allowed", contains("requests:read", "requests:write"));
    operator(id)
        .body(Map.of("id", fresh("acme"), "name", "x", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(403);
    operator(id).delete("/v1/communities/" + id + "/api-keys/not-an-id").then().statusCode(404);
    operator(id)
        .delete("/v1/communities/" + id + "/api-keys/" + UUID.randomUUID())
        .then()
        .statusCode(404);
  }

  private static Response newKey(String community, Map<String, ?> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of("name", "k", "permissions", List.of("requests:write", "requests:read")));
    body.putAll(more);
    Response made =
        operator(community).body(body).post("/v1/communities/" + community + "/api-keys");
    made.then().statusCode(201);
    return made;
  }

  @Test
  void keysAreListedPageByPage() {
    String id = registered();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(newKey(id, Map.of()).path("id"));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Response page = operator(id).get("/v1/communities/" + id + "/api-keys?limit=2" + cursor);
      page.then().statusCode(200);
      seen.addAll(page.<List<String>>path("items.id"));
      cursor = page.path("next") == null ? "" : "&cursor=" + page.path("next");
    } while (!cursor.isEmpty());
    assertThat(seen).isEqualTo(made);
  }

  private static Response askOnce(Response key, String text) {
    return given()
        .header("X-API-Key", key.<String>path("key"))
        .header("Idempotency-Key", "order-17")
        .contentType("application/json")
        .body(Map.of("text", text))
        .post("/v1/requests");
  }

  @Test
  @DisplayName("P2: a command repeated after its API key was rotated is the same command")
  void anIdempotencyKeySurvivesRotation() {
    String id = registered();
    Response old = newKey(id, Map.of());
    Response first = askOnce(old, "Once only");
    first.then().statusCode(201);
    Response rotated = newKey(id, Map.of());
    rotated.then().body("integration", equalTo("default"));
    operator(id)
        .delete("/v1/communities/" + id + "/api-keys/" + old.path("id"))
        .then()
        .statusCode(204);
    askOnce(rotated, "Once only")
        .then()
        .statusCode(201)
        .body("id", equalTo(first.<String>path("id")));
    askOnce(rotated, "Another").then().statusCode(422);

    Response another = newKey(id, Map.of("integration", "shop"));
    another.then().body("integration", equalTo("shop"));
    askOnce(another, "Once only")
        .then()
        .statusCode(201)
        .body("id", not(equalTo(first.<String>path("id"))));
  }

  @Test
  void whatAProxyOrACallerSaysDecidesNoAddress() {
    String community = registered();
    integrator(community)
        .header("X-Forwarded-Host", "evil.example")
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Port", "666")
        .header("X-Forwarded-Prefix", "/evil")
        .header("Forwarded", "host=evil.example;proto=https")
        .header("Host", "evil.example")
        .body(Map.of("text", "Where am I?"))
        .post("/v1/requests")
        .then()
        .statusCode(201)
        .header("Location", matchesPattern("http://localhost:8080/v1/requests/[0-9a-f-]{36}"))
        .body("page", startsWith("http://localhost:8080/help/#"));
  }
}
