package dev.crowdline.intake.incidents;

import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.RequestAnswered;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many requests with one cause: linked, answered once, told each, split out. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class IncidentsTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject TellingReporters telling;

  private static Asked open(String community) {
    return open(community, Map.of("title", "Network down", "text", "The north is without it."));
  }

  private static Asked open(String community, Map<String, ?> body) {
    UUID id =
        UUID.fromString(
            operator(community)
                .body(body)
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .header("ETag", notNullValue())
                .extract()
                .path("id"));
    return new Asked(community, id, "");
  }

  private static ValidatableResponse link(Asked incident, Asked reporter) {
    return operator(incident.community())
        .body(Map.of("requestId", reporter.id()))
        .post("/v1/incidents/" + incident.id() + "/reporters")
        .then();
  }

  private Routing answer(Asked incident, String text) {
    return new Routing(wire, incident).queued(1).accepted(1).completed(1, text);
  }

  private static void awaitStatus(Asked asked, String status) {
    await().untilAsserted(() -> assertThat(asked.status()).isEqualTo(status));
  }

  @Test
  @DisplayName("an incident is a request of its own, for specialists by default")
  void isOpened() {
    Asked incident = open(fresh("acme"));
    operator(incident.community())
        .get("/v1/incidents/" + incident.id())
        .then()
        .statusCode(200)
        .body("title", equalTo("Network down"))
        .body("status", equalTo("OPEN"))
        .body("openedBy", equalTo("OPERATOR"))
        .body("minimumTier", equalTo("SPECIALIST"))
        .body("priority", equalTo("HIGH"))
        .body("reporters", equalTo(0));
    incident.read().then().body("kind", equalTo("INCIDENT"));
    await()
        .untilAsserted(() ->
            assertThat(wire.told(incident.id()))
                .first()
                .isInstanceOfSatisfying(
                    RequestSubmitted.class,
                    fact -> assertThat(fact.kind()).isEqualTo(RequestKind.INCIDENT)));
    operator(incident.community())
        .get("/v1/intake/acts")
        .then()
        .body("items.kind", hasItem("INCIDENT_OPENED"));
  }

  @Test
  @DisplayName("one answer reaches every reporter once, and each judges it alone")
  void oneAnswerReachesAll() {
    String community = fresh("acme");
    Asked incident = open(community);
    List<Asked> reporters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Asked reporter = ask(community, "No network here, " + i);
      link(incident, reporter).statusCode(200).body("reporters", equalTo(i + 1));
      reporters.add(reporter);
    }
    Asked first = reporters.getFirst();
    first
        .customer()
        .get(first.conversation())
        .then()
        .body("incident.title", equalTo("Network down"))
        .body("messages[1].notice.code", equalTo("KNOWN_PROBLEM"))
        .body("messages[1].notice.reason", equalTo("Network down"));

    answer(incident, "A cable was cut. It runs again.");
    reporters.forEach(each -> awaitStatus(each, "ANSWERED"));
    telling.sweep();
    for (Asked each : reporters) {
      each.customer()
          .get(each.conversation())
          .then()
          .body(
              "messages.findAll { it.kind == 'ANSWER' }.text",
              contains("A cable was cut. It runs again."))
          .body("canRate", equalTo(false));
    }
    operator(community)
        .get("/v1/incidents/" + incident.id())
        .then()
        .body("status", equalTo("ANSWERED"))
        .body("told", equalTo(5));

    first
        .customer()
        .body(Map.of("solved", true))
        .post(first.conversation() + "/verdict")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("RESOLVED"));
    Asked second = reporters.get(1);
    second
        .customer()
        .body(Map.of("solved", false))
        .post(second.conversation() + "/verdict")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("OPEN"))
        .body("request.round", equalTo(2))
        .body("incident", nullValue());
    await()
        .untilAsserted(() -> {
          assertThat(wire.told(first.id()))
              .contains(
                  new RequestLinked(incident.id()),
                  new RequestClosed(RequestClosed.By.INCIDENT, incident.id(), 1, null))
              .noneMatch(RequestResolved.class::isInstance);
          assertThat(wire.told(first.id()).stream().filter(RequestAnswered.class::isInstance))
              .hasSize(1);
          assertThat(wire.told(second.id())).contains(new RequestSplit(incident.id(), 2));
        });
  }

  @Test
  @DisplayName("what is split out is not told, whoever splits it")
  void splitOut() {
    String community = fresh("acme");
    Asked incident = open(community);
    Asked byCustomer = ask(community, "Not the network.");
    Asked byOperator = ask(community, "Not the network either.");
    Asked stays = ask(community, "The network.");
    List.of(byCustomer, byOperator, stays).forEach(each -> link(incident, each).statusCode(200));
    byCustomer
        .customer()
        .post(byCustomer.conversation() + "/split")
        .then()
        .statusCode(200)
        .body("incident", nullValue());
    byCustomer.customer().post(byCustomer.conversation() + "/split").then().statusCode(409);
    operator(community)
        .post("/v1/requests/" + byOperator.id() + "/split")
        .then()
        .statusCode(200)
        .body("splitFrom", equalTo(incident.id().toString()))
        .body("incidentId", nullValue());
    answer(incident, "It runs again.");
    awaitStatus(stays, "ANSWERED");
    assertThat(byCustomer.status()).isEqualTo("OPEN");
    assertThat(byOperator.status()).isEqualTo("OPEN");
    operator(community)
        .get("/v1/incidents/" + incident.id())
        .then()
        .body("reporters", equalTo(1))
        .body("split", equalTo(2));
    operator(community)
        .get("/v1/incidents/" + incident.id() + "/reporters")
        .then()
        .body("items.id", contains(stays.id().toString()));
  }

  @Test
  @DisplayName("P4: an incident that ends without an answer gives every reporter a route again")
  void endsWithoutAnAnswer() {
    String community = fresh("acme");
    Asked incident = open(community);
    Asked reporter = ask(community, "No network.");
    link(incident, reporter).statusCode(200);
    operator(community)
        .body(Map.of("reason", "A false alarm."))
        .post("/v1/incidents/" + incident.id() + "/close")
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"));
    await()
        .untilAsserted(() ->
            assertThat(wire.told(reporter.id())).contains(new RequestSplit(incident.id(), 1)));
    assertThat(reporter.status()).isEqualTo("OPEN");
    link(incident, reporter).statusCode(409);
    operator(community).post("/v1/incidents/" + incident.id() + "/close").then().statusCode(409);
  }

  @Test
  @DisplayName("P4: whoever links while an incident is closed is told, or refused")
  void linkingRacesWithTheEnd() throws Exception {
    String community = fresh("acme");
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int round = 0; round < 5; round++) {
        Asked incident = open(community);
        List<Asked> reporters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          reporters.add(ask(community, "No network."));
        }
        List<Future<Integer>> linking = new ArrayList<>();
        for (Asked reporter : reporters) {
          linking.add(threads.submit(() -> link(incident, reporter).extract().statusCode()));
        }
        threads
            .submit(() ->
                operator(community).post("/v1/incidents/" + incident.id() + "/close").statusCode())
            .get();
        for (int i = 0; i < reporters.size(); i++) {
          assertThat(linking.get(i).get()).isIn(200, 409);
          Asked reporter = reporters.get(i);
          await().untilAsserted(() -> reporter.read().then().body("incidentId", nullValue()));
        }
      }
    }
  }

  @Test
  @DisplayName("each reporter is told once, whoever is stopped in the middle and whoever helps")
  void toldOnceByMany() throws Exception {
    String community = fresh("acme");
    Asked incident = open(community);
    List<Asked> reporters = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Asked reporter = ask(community, "No network.");
      link(incident, reporter).statusCode(200);
      reporters.add(reporter);
    }
    answer(incident, "It runs again.");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> sweeping = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        sweeping.add(threads.submit(telling::sweep));
      }
      for (Future<?> each : sweeping) {
        each.get();
      }
    }
    reporters.forEach(each -> awaitStatus(each, "ANSWERED"));
    for (Asked each : reporters) {
      await()
          .untilAsserted(() ->
              assertThat(wire.told(each.id()).stream().filter(RequestAnswered.class::isInstance))
                  .hasSize(1));
    }
    assertThat(answersOf(community)).isEqualTo(40);
  }

  private long answersOf(String community) {
    Long count =
        database.read(sql ->
            sql.one(
                """
                select count(*) as n from message m join request r on r.id = m.request_id
                where m.community = ? and r.community = ? and r.kind = 'REQUEST' and m.kind = 'ANSWER'
                """,
                row -> row.bigint("n"),
                community,
                community));
    return count == null ? 0 : count;
  }

  @Test
  @DisplayName("P14: the incident's minimum tier is its reporters' highest")
  void tierIsTheHighest() {
    String community = fresh("acme");
    Asked incident =
        open(
            community, Map.of("title", "Network down", "text", "All.", "minimumTier", "COMMUNITY"));
    Asked reporter = ask(community, Map.of("text", "No network.", "minimumTier", "CONTRACTOR"));
    link(incident, reporter).statusCode(200).body("minimumTier", equalTo("CONTRACTOR"));
    await()
        .untilAsserted(() ->
            assertThat(wire.told(incident.id())).contains(new MinimumTierRaised(Tier.CONTRACTOR)));
  }

  @Test
  @DisplayName("P11: what cannot be linked is refused, and says why")
  void refusals() {
    String community = fresh("acme");
    Asked incident = open(community);
    Asked other = open(community);
    link(incident, other).statusCode(422).body("errors[0].field", equalTo("requestId"));
    link(incident, new Asked(community, UUID.randomUUID(), "")).statusCode(422);
    link(new Asked(community, UUID.randomUUID(), ""), other).statusCode(404);
    Asked elsewhere = ask(fresh("other"), "No network.");
    link(incident, elsewhere).statusCode(422);
    Asked reporter = ask(community, "No network.");
    link(other, reporter).statusCode(200);
    link(incident, reporter).statusCode(409);
    operator(community).post("/v1/requests/" + UUID.randomUUID() + "/split").then().statusCode(404);
    operator(community)
        .body(Map.of("title", " ", "text", "x"))
        .post("/v1/incidents")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("title"));
  }
}
