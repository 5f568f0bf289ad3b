package dev.crowdline.intake.requests;

import static dev.crowdline.intake.testing.Calls.as;
import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Everything;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RequestsTest {
  @Inject Wire wire;
  @Inject Everything everything;

  @Test
  @DisplayName("P6: a request that is taken is stored, readable, and stated once")
  void aRequestIsTaken() {
    String community = fresh("acme");
    operator(community)
        .body(
            Map.of(
                "keywords",
                List.of("router", "reset"),
                "needs",
                List.of(Map.of("skill", "router", "level", 2)),
                "minimumTier",
                "CONTRACTOR"))
        .put("/v1/topics/Routers")
        .then()
        .statusCode(200);

    Response taken =
        integrator(community)
            .body(
                Map.of(
                    "text", "How do I reset my RÓUTER?",
                    "channel", "web",
                    "language", "EN-gb",
                    "priority", "HIGH",
                    "attributes", Map.of("product", "X1")))
            .post("/v1/requests");
    taken
        .then()
        .statusCode(201)
        .body("status", equalTo("OPEN"))
        .body("waitingOn", equalTo("HELPERS"))
        .body("round", equalTo(1))
        .body("channel", equalTo("web"))
        .body("language", equalTo("en-GB"))
        .body("minimumTier", equalTo("CONTRACTOR"))
        .body("topic", equalTo("Routers"))
        .body("understood", equalTo(true))
        .body("understanding.matches[0].keywords", contains("router", "reset"))
        .body("needs[0].skill", equalTo("router"))
        .body("attributes.product", equalTo("X1"))
        .body("page", startsWith("http://localhost:8080/help/#"));
    UUID id = UUID.fromString(taken.path("id"));
    assertThat(taken.header("Location")).endsWith("/v1/requests/" + id);

    integrator(community)
        .get("/v1/requests/" + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("text", equalTo("How do I reset my RÓUTER?"));
    integrator(community)
        .get("/v1/requests/" + id + "/messages")
        .then()
        .body("items", hasSize(1))
        .body("items[0].kind", equalTo("QUESTION"));

    await().untilAsserted(() -> assertThat(wire.told(id)).hasSize(1));
    assertThat(wire.told(id).getFirst())
        .isInstanceOfSatisfying(
            RequestSubmitted.class,
            fact -> {
              assertThat(fact.kind()).isEqualTo(RequestKind.REQUEST);
              assertThat(fact.channel()).isEqualTo(Channel.WEB);
              assertThat(fact.priority()).isEqualTo(Priority.HIGH);
              assertThat(fact.minimumTier()).isEqualTo(Tier.CONTRACTOR);
              assertThat(fact.needs()).containsExactly(new Need("router", 2));
              assertThat(fact.customerAlias()).isEqualTo(taken.path("alias"));
              assertThat(fact.text()).isEqualTo("How do I reset my RÓUTER?");
            });
  }

  @Test
  void whatIsNotUnderstoodIsAskedOfEverybody() {
    String community = fresh("acme");
    integrator(community)
        .body(Map.of("text", "Hm?"))
        .post("/v1/requests")
        .then()
        .statusCode(201)
        .body("understood", equalTo(false))
        .body("topic", nullValue())
        .body("needs[0].skill", equalTo("general"));
  }

  @Test
  void givenNeedsWin() {
    integrator(fresh("acme"))
        .body(Map.of("text", "Hm?", "needs", List.of(Map.of("skill", "billing", "level", 4))))
        .post("/v1/requests")
        .then()
        .statusCode(201)
        .body("understood", equalTo(true))
        .body("needs", equalTo(List.of(Map.of("skill", "billing", "level", 4))));
  }

  @Test
  @DisplayName("P1: a repeated key gives the same request again, also to twins at once")
  void aRepeatedKeyGivesTheSameRequest() throws Exception {
    String community = fresh("acme");
    Map<String, Object> body =
        Map.of("text", "Once only", "attributes", Map.of("a", "1", "b", "2", "c", "3"));
    List<Callable<String>> twins = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      twins.add(() -> {
        Response response =
            integrator(community).header("Idempotency-Key", "k1").body(body).post("/v1/requests");
        response.then().statusCode(201);
        return response.path("id");
      });
    }
    Set<String> ids = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> twin : threads.invokeAll(twins)) {
        ids.add(twin.get());
      }
    }
    assertThat(ids).hasSize(1);
    integrator(community).get("/v1/requests").then().body("items", hasSize(1));

    integrator(community)
        .header("Idempotency-Key", "k1")
        .body(Map.of("text", "Something else"))
        .post("/v1/requests")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:crowdline:problem:key-reused"));
  }

  @Test
  void aRefusalIsJudgedAnew() {
    String community = fresh("acme");
    integrator(community)
        .header("Idempotency-Key", "k1")
        .body(Map.of("text", " "))
        .post("/v1/requests")
        .then()
        .statusCode(400);
    integrator(community)
        .header("Idempotency-Key", "k1")
        .body(Map.of("text", "Now with a text"))
        .post("/v1/requests")
        .then()
        .statusCode(201);
  }

  @Test
  void theListIsNewestFirstInPagesAndFiltered() {
    String community = fresh("acme");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(
          ask(community, Map.of("text", "no. " + i, "priority", i < 2 ? "LOW" : "HIGH"))
              .id()
              .toString());
    }
    Response first = integrator(community).get("/v1/requests?limit=2");
    first.then().statusCode(200).body("items.id", equalTo(ids.subList(0, 2)));
    Response second =
        integrator(community).get("/v1/requests?limit=2&cursor=" + first.path("next"));
    second.then().body("items.id", equalTo(ids.subList(2, 4)));
    integrator(community)
        .get("/v1/requests?limit=2&cursor=" + second.path("next"))
        .then()
        .body("items.id", equalTo(ids.subList(4, 5)))
        .body("next", nullValue());

    integrator(community).get("/v1/requests?priority=LOW").then().body("items", hasSize(2));
    integrator(community).get("/v1/requests?status=RESOLVED").then().body("items", empty());
    integrator(community)
        .get(
            "/v1/requests?status=OPEN&channel=api&createdAfter=2020-01-01T00:00:00Z&createdBefore=2099-01-01T00:00:00Z")
        .then()
        .body("items", hasSize(5));
  }

  @Test
  @DisplayName("requests are found by the words of their conversation, and nobody else's")
  void foundByWords() {
    String community = fresh("acme");
    Asked bill = ask(community, "My billing address is Wörth, it's wrong");
    Asked other = ask(community, "No picture on TV");
    bill.customer()
        .body(Map.of("text", "And the invoice of May is missing"))
        .post(bill.conversation() + "/messages")
        .then()
        .statusCode(201);
    ask(fresh("other"), "My billing address");
    Map.of(
            "bill", bill,
            "address wrong", bill,
            "INVOICE may", bill,
            "wörth", bill,
            "it's", bill,
            "| bill", bill,
            "tv", other,
            "picture", other)
        .forEach((words, found) ->
            integrator(community)
                .queryParam("words", words)
                .get("/v1/requests")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(found.id().toString()))));
    for (String none : List.of("invoice picture", "ress", "t", "\\", "':*", "&", "😀")) {
      integrator(community)
          .queryParam("words", none)
          .get("/v1/requests")
          .then()
          .statusCode(200)
          .body("items", empty());
    }
    integrator(community)
        .queryParam("words", " ")
        .get("/v1/requests")
        .then()
        .body("items", hasSize(2));
  }

  @Test
  void wordsOfEverydayComePageByPage() {
    String community = fresh("acme");
    List<String> asked =
        Stream.of("one", "two", "three")
            .map(each -> ask(community, "My phone number " + each).id().toString())
            .toList();
    String next = null;
    for (String id : asked.reversed()) {
      Response page =
          integrator(community)
              .queryParam("words", "phone")
              .queryParam("limit", 1)
              .queryParams(next == null ? Map.of() : Map.of("cursor", next))
              .get("/v1/requests");
      page.then().statusCode(200).body("items.id", contains(id));
      next = page.path("next");
    }
    assertThat(next).isNull();
  }

  @Test
  @DisplayName("requests are found by their customer, in any form of the name, and by their topic")
  void foundByCustomerAndTopic() {
    String community = fresh("acme");
    operator(community)
        .body(
            Map.of(
                "keywords",
                List.of("router"),
                "needs",
                List.of(Map.of("skill", "router", "level", 2))))
        .put("/v1/topics/Routers")
        .then()
        .statusCode(200);
    String found =
        integrator(community)
            .body(
                Map.of(
                    "text",
                    "My router blinks",
                    "customer",
                    Map.of(
                        "reference", "C-1",
                        "email", "Some@example.org",
                        "phone", "0049 171 555123")))
            .post("/v1/requests")
            .path("id");
    ask(community, "Nobody's");
    integrator(fresh("other"))
        .body(Map.of("text", "My router blinks", "customer", Map.of("reference", "C-1")))
        .post("/v1/requests");
    for (String name : List.of(" C-1 ", "some@EXAMPLE.org", "+49 (171) 555-123")) {
      String customer =
          customers(community, name).body("items", hasSize(1)).extract().path("items[0].id");
      integrator(community)
          .queryParam("customerId", customer)
          .get("/v1/requests")
          .then()
          .statusCode(200)
          .body("items.id", contains(found));
    }
    integrator(community)
        .queryParam("topic", "Routers")
        .get("/v1/requests")
        .then()
        .body("items.id", contains(found));
    customers(community, "C-2").body("items", empty());
    integrator(community)
        .queryParam("memberId", UUID.randomUUID())
        .get("/v1/requests")
        .then()
        .body("items", empty());
  }

  private static ValidatableResponse customers(String community, String name) {
    return operator(community)
        .body(Map.of("identifier", name))
        .post("/v1/customers/lookup")
        .then()
        .statusCode(200);
  }

  @Test
  void aRequestThatChangedMeanwhileIsNotCancelled() {
    String community = fresh("acme");
    Asked asked = ask(community, "Never mind");
    String seen = asked.read().header("ETag");
    asked
        .customer()
        .body(Map.of("text", "It is urgent now"))
        .post(asked.conversation() + "/messages")
        .then()
        .statusCode(201);
    String cancel = "/v1/requests/" + asked.id() + "/cancel";
    integrator(community).header("If-Match", seen).post(cancel).then().statusCode(412);
    integrator(community).header("If-Match", "nonsense").post(cancel).then().statusCode(400);
    assertThat(asked.status()).isEqualTo("OPEN");
    integrator(community)
        .header("If-Match", asked.read().header("ETag"))
        .post(cancel)
        .then()
        .statusCode(200);
  }

  @Test
  void aRequestIsCancelledOnceAndTheCustomerIsTold() {
    String community = fresh("acme");
    Asked asked = ask(community, "Never mind");
    integrator(community)
        .header("Idempotency-Key", "c")
        .body(Map.of("reason", "Solved by phone"))
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"))
        .body("waitingOn", nullValue())
        .body("cancelledAt", notNullValue());
    integrator(community)
        .header("Idempotency-Key", "c")
        .body(Map.of("reason", "Solved by phone"))
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200);
    integrator(community)
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(409)
        .body("detail", containsString("CANCELLED"));
    integrator(community)
        .get("/v1/requests/" + asked.id() + "/messages")
        .then()
        .body("items[1].kind", equalTo("NOTICE"))
        .body("items[1].text", containsString("Solved by phone"))
        .body("items[1].notice.code", equalTo("CLOSED"))
        .body("items[1].notice.reason", equalTo("Solved by phone"));
    await().untilAsserted(() -> assertThat(wire.told(asked.id())).hasSize(2));
    assertThat(wire.told(asked.id()).get(1))
        .isEqualTo(new RequestCancelled(RequestCancelled.By.INTEGRATOR, null, null));
  }

  @Test
  @DisplayName(
      "P13: contact data is sealed, leaves in no fact and no answer, and finds the customer again")
  void contactDataStays() {
    String community = fresh("acme");
    Map<String, String> ada =
        Map.of(
            "reference", "ACCT-778899",
            "name", "Adelheid Zwiebelturm",
            "email", "Adelheid@Zwiebelturm.example",
            "phone", "+49 171 5550199");
    Response first =
        integrator(community).body(Map.of("text", "Hello", "customer", ada)).post("/v1/requests");
    first.then().statusCode(201);
    Response again =
        integrator(community)
            .body(
                Map.of(
                    "text",
                    "Me again",
                    "customer",
                    Map.of("email", "adelheid@zwiebelturm.EXAMPLE")))
            .post("/v1/requests");
    again.then().statusCode(201).body("alias", equalTo(first.path("alias")));
    Response byPhone =
        integrator(community)
            .body(
                Map.of(
                    "text",
                    "And again",
                    "customer",
                    Map.of("phone", "0049 1715550199", "email", "second@zwiebelturm.example")))
            .post("/v1/requests");
    byPhone.then().statusCode(201);
    integrator(community)
        .body(
            Map.of(
                "text", "By the second", "customer", Map.of("email", "second@zwiebelturm.example")))
        .post("/v1/requests")
        .then()
        .statusCode(201);
    integrator(fresh("other"))
        .body(Map.of("text", "Elsewhere", "customer", ada))
        .post("/v1/requests")
        .then()
        .statusCode(201);

    UUID id = UUID.fromString(first.path("id"));
    await().untilAsserted(() -> assertThat(wire.told(id)).hasSize(1));
    List<RequestSubmitted> facts =
        List.of(first, again, byPhone).stream()
            .map(r -> UUID.fromString(r.path("id")))
            .map(each -> {
              await().untilAsserted(() -> assertThat(wire.told(each)).hasSize(1));
              return (RequestSubmitted) wire.told(each).getFirst();
            })
            .toList();
    assertThat(facts)
        .extracting(RequestSubmitted::customerId)
        .containsOnly(facts.getFirst().customerId());

    List<String> secrets =
        List.of("ACCT-778899", "Adelheid", "Zwiebelturm", "zwiebelturm", "5550199", "555 0199");
    for (Topic topic : Topic.values()) {
      wire.records(topic)
          .forEach(r ->
              assertThat(new String(r.value(), StandardCharsets.UTF_8)).doesNotContain(secrets));
    }
    assertThat(everything.inTheDatabase()).doesNotContain(secrets);
    for (String path :
        List.of("/v1/requests", "/v1/requests/" + id, "/v1/requests/" + id + "/messages")) {
      assertThat(operator(community).get(path).asString()).doesNotContain(secrets);
    }
  }

  @Test
  @DisplayName("P12: two first requests of one customer at once make one customer")
  void twinsOfOneCustomer() throws Exception {
    String community = fresh("acme");
    List<Callable<String>> twins = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, String> customer =
          i % 2 == 0
              ? Map.of("reference", "R-1", "email", "r@example.org")
              : Map.of("email", "r@example.org", "phone", "+49 30 1234567");
      twins.add(() ->
          integrator(community)
              .body(Map.of("text", "Hello", "customer", customer))
              .post("/v1/requests")
              .then()
              .statusCode(201)
              .extract()
              .path("alias"));
    }
    Set<String> aliases = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> twin : threads.invokeAll(twins)) {
        aliases.add(twin.get());
      }
    }
    assertThat(aliases).hasSize(1);
  }

  @Test
  @DisplayName("P9: a request of another community is not there")
  void tenantsAreWalls() {
    Asked asked = ask(fresh("acme"), "Ours");
    String other = fresh("other");
    integrator(other).get("/v1/requests/" + asked.id()).then().statusCode(404);
    integrator(other).get("/v1/requests/" + asked.id() + "/messages").then().statusCode(404);
    integrator(other).post("/v1/requests/" + asked.id() + "/cancel").then().statusCode(404);
    integrator(other)
        .get("/v1/requests")
        .then()
        .body("items.id", not(contains(asked.id().toString())));
    assertThat(asked.status()).isEqualTo("OPEN");
    as(other, "contributor").get("/v1/requests").then().statusCode(403);
  }

  @Test
  void theCustomersPageIsShownOnceToWhoCreatedTheRequest() {
    String community = fresh("acme");
    Response taken =
        integrator(community)
            .header("Idempotency-Key", "k")
            .body(Map.of("text", "Mine"))
            .post("/v1/requests");
    String link = taken.<String>path("page").split("#", 2)[1];
    String request = "/v1/requests/" + taken.path("id");
    // Who lost the answer to a broken connection asks again, and only then gets it again.
    integrator(community)
        .header("Idempotency-Key", "k")
        .body(Map.of("text", "Mine"))
        .post("/v1/requests")
        .then()
        .body("page", containsString("/help/#"));

    for (RequestSpecification staff : List.of(operator(community), integrator(community))) {
      for (String path : List.of("/v1/requests", request, request + "/messages")) {
        String shown = staff.get(path).then().statusCode(200).extract().asString();
        assertThat(shown).as(path).doesNotContain("/help/", link).doesNotContain("\"page\"");
      }
    }
    for (String path : List.of("", "/events")) {
      operator(community)
          .get("/v1/conversations/" + taken.path("id") + path)
          .then()
          .statusCode(403);
    }
    assertThat(
            operator(community)
                .post(request + "/cancel")
                .then()
                .statusCode(200)
                .extract()
                .asString())
        .doesNotContain("/help/");
  }

  @Test
  @DisplayName("P11: a reference of which nothing is visible is refused")
  void aReferenceIsVisible() {
    integrator(fresh("acme"))
        .body(Map.of("text", "Hello", "customer", Map.of("reference", "\u200b \u00a0")))
        .post("/v1/requests")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("customer.reference"));
  }
}
