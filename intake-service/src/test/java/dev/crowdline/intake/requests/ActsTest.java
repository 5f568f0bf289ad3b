package dev.crowdline.intake.requests;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.as;
import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators do to requests, and that it is written down. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ActsTest {
  @Inject Wire wire;
  @Inject Database database;

  @Test
  @DisplayName("P6: each act is done, stated and written down, once")
  void actsAreDoneStatedAndWrittenDown() {
    Asked asked = ask(fresh("acme"), "No picture.");
    String path = "/v1/requests/" + asked.id();
    for (int twice = 0; twice < 2; twice++) {
      operator(asked.community())
          .header("Idempotency-Key", "k1")
          .body(Map.of("text", "A technician looks into it."))
          .post(path + "/messages")
          .then()
          .statusCode(201)
          .body("author", equalTo("STAFF"))
          .body("alias", nullValue())
          .body("asksCustomer", equalTo(false));
      operator(asked.community())
          .body(Map.of("priority", "URGENT"))
          .post(path + "/priority")
          .then()
          .statusCode(200)
          .body("priority", equalTo("URGENT"));
      operator(asked.community())
          .body(Map.of("minimumTier", "CONTRACTOR"))
          .post(path + "/minimum-tier")
          .then()
          .statusCode(200)
          .body("minimumTier", equalTo("CONTRACTOR"));
    }
    operator(asked.community())
        .body(Map.of("reason", "A duplicate."))
        .post(path + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"));

    asked
        .customer()
        .get(asked.conversation())
        .then()
        .body("messages.author", contains("CUSTOMER", "STAFF", "SYSTEM"))
        .body("messages[1].text", equalTo("A technician looks into it."));
    await()
        .untilAsserted(() ->
            assertThat(wire.told(asked.id()))
                .filteredOn(StaffWrote.class::isInstance)
                .singleElement()
                .extracting(f -> ((StaffWrote) f).text())
                .isEqualTo("A technician looks into it."));
    assertThat(wire.told(asked.id()))
        .contains(new PriorityRaised(Priority.URGENT), new MinimumTierRaised(Tier.CONTRACTOR));

    operator(asked.community())
        .get("/v1/acts?request=" + asked.id())
        .then()
        .statusCode(200)
        .body(
            "items.kind", contains("CANCELLED", "MINIMUM_TIER_RAISED", "PRIORITY_RAISED", "WROTE"))
        .body(
            "items.name",
            contains(List.of("operator-1", "operator-1", "operator-1", "operator-1").toArray()))
        .body("items[0].by", notNullValue())
        .body("items[0].detail.reason", equalTo("A duplicate."))
        .body("items[1].detail.minimumTier", equalTo("CONTRACTOR"))
        .body("items[2].detail.priority", equalTo("URGENT"))
        .body("items[3].detail.messageId", notNullValue());
  }

  @Test
  @DisplayName(
      "P6: what is done to a community is written down as well, and what is refused is not")
  void whatIsDoneToTheCommunity() {
    String community = fresh("acme");
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
    Map<String, Object> topic =
        Map.of("keywords", List.of("bill"), "needs", List.of(Map.of("skill", "bills", "level", 1)));
    operator(community).body(topic).put("/v1/topics/bills").then().statusCode(200);
    operator(community).body(topic).put("/v1/topics/BILLS").then().statusCode(409);
    operator(community).delete("/v1/topics/bills").then().statusCode(204);
    operator(community)
        .body(Map.of("open", true, "requestsPerHour", 7))
        .put("/v1/communities/" + community + "/public-form")
        .then()
        .statusCode(200);
    operator(community)
        .get("/v1/intake/acts")
        .then()
        .statusCode(200)
        .body("items[0..2].kind", contains("FORM_CHANGED", "TOPIC_REMOVED", "TOPIC_SET"))
        .body("items.kind", hasItem("COMMUNITY_REGISTERED"))
        .body("items[0].detail.requestsPerHour", equalTo("7"))
        .body("items[1].detail.name", equalTo("bills"))
        .body("items[1].requestId", nullValue());
    operator(community).get("/v1/acts").then().body("items", hasSize(0));
    operator(fresh("other")).get("/v1/intake/acts").then().body("items", hasSize(0));
    operator(community).get("/v1/sla/acts").then().statusCode(404);
    integrator(community).get("/v1/intake/acts").then().statusCode(403);
  }

  @Test
  void whatIsRefusedIsNoAct() {
    Asked asked = ask(fresh("acme"), Map.of("text", "Help!", "priority", "HIGH"));
    String path = "/v1/requests/" + asked.id();
    operator(asked.community())
        .body(Map.of("priority", "LOW"))
        .post(path + "/priority")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("priority"));
    operator(asked.community())
        .body(Map.of("text", " "))
        .post(path + "/messages")
        .then()
        .statusCode(400);
    for (String role : List.of("integrator", "contributor", "specialist")) {
      as(asked.community(), role)
          .body(Map.of("priority", "URGENT"))
          .post(path + "/priority")
          .then()
          .statusCode(403);
    }
    integrator(asked.community()).get("/v1/acts").then().statusCode(403);
    operator(asked.community()).get("/v1/acts").then().body("items", hasSize(0));
    operator(asked.community())
        .get("/v1/acts?request=none")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("request"));
  }

  @Test
  @DisplayName("P9: another community's operator neither acts nor reads")
  void tenantsAreWalls() {
    Asked asked = ask(fresh("acme"), "Help!");
    String other = fresh("other");
    for (Map.Entry<String, Map<String, String>> act :
        Map.of(
                "messages", Map.of("text", "Hello"),
                "priority", Map.of("priority", "URGENT"),
                "minimum-tier", Map.of("minimumTier", "SPECIALIST"),
                "cancel", Map.of("reason", "x"))
            .entrySet()) {
      operator(other)
          .body(act.getValue())
          .post("/v1/requests/" + asked.id() + "/" + act.getKey())
          .then()
          .statusCode(404);
    }
    operator(asked.community())
        .body(Map.of("priority", "URGENT"))
        .post("/v1/requests/" + asked.id() + "/priority")
        .then()
        .statusCode(200);
    operator(other)
        .get("/v1/acts?request=" + asked.id())
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @Test
  @DisplayName("the table of acts takes new rows only")
  void actsAreKept() {
    Asked asked = ask(fresh("acme"), "Help!");
    operator(asked.community())
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200);
    UUID id =
        UUID.fromString(
            operator(asked.community()).get("/v1/acts").jsonPath().getString("items[0].id"));
    for (String change :
        List.of("update act set name = 'nobody' where id = ?", "delete from act where id = ?")) {
      assertThatThrownBy(() -> database.transact(tx -> tx.update(change, id)))
          .hasStackTraceContaining("new rows only");
    }
    assertThatThrownBy(() -> database.transact(tx -> tx.update("truncate act")))
        .hasStackTraceContaining("new rows only");
  }
}
