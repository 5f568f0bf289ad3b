package dev.crowdline.intake.personaldata;

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
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Erased;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.intake.testing.Calls;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RetentionTest {
  @Inject Wire wire;
  @Inject Database database;

  private final String community = fresh("acme");

  private Asked ask(String reference, String text) {
    return Calls.ask(community, Map.of("text", text, "customer", Map.of("reference", reference)));
  }

  private void endedDaysAgo(Asked asked, int days) {
    integrator(community).post("/v1/requests/" + asked.id() + "/cancel").then().statusCode(200);
    database.transact(tx ->
        tx.update(
            "update request set finished_at = now() - ? * interval '1 day' where community = ? and id = ?",
            days,
            community,
            asked.id()));
  }

  private void keep(int days) {
    operator(community)
        .body(Map.of("days", days))
        .put("/v1/retention")
        .then()
        .statusCode(200)
        .body("days", equalTo(days));
  }

  private String text(Asked asked) {
    return asked.read().path("text");
  }

  private int known(String reference) {
    return operator(community)
        .body(Map.of("identifier", reference))
        .post("/v1/customers/lookup")
        .jsonPath()
        .getList("items")
        .size();
  }

  @Test
  @DisplayName("what ended longer ago than it is kept is erased, and nothing younger")
  void olderIsErased() {
    Asked old = ask("gone", "An old one");
    Asked young = ask("stays", "A young one");
    Asked alsoOld = ask("stays", "Old as well");
    Asked open = ask("waits", "Not ended");
    endedDaysAgo(old, 31);
    endedDaysAgo(alsoOld, 31);
    endedDaysAgo(young, 29);
    Asked elsewhere =
        Calls.ask(fresh("other"), Map.of("text", "Theirs", "customer", Map.of("reference", "x")));
    keep(30);
    await().untilAsserted(() -> assertThat(text(old)).isEqualTo(Erased.TEXT));
    await().untilAsserted(() -> assertThat(text(alsoOld)).isEqualTo(Erased.TEXT));
    await().untilAsserted(() -> assertThat(known("gone")).isZero());
    assertThat(known("stays")).as("of whom something is kept").isEqualTo(1);
    assertThat(text(young)).isEqualTo("A young one");
    assertThat(text(open)).isEqualTo("Not ended");
    assertThat(text(elsewhere)).isEqualTo("Theirs");
    await()
        .untilAsserted(() ->
            assertThat(wire.told(old.id()))
                .last()
                .isInstanceOfSatisfying(
                    RequestErased.class,
                    fact -> assertThat(fact.why()).isEqualTo(RequestErased.Why.RETENTION)));
    operator(community)
        .get("/v1/erasures")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].why", equalTo("RETENTION"))
        .body("items[0].customerId", nullValue())
        .body("items[0].services[0].requests", equalTo(2))
        .body("items[0].state", equalTo("SPREADING"));
  }

  @Test
  @DisplayName("what is heard after the erasure of a request brings no text back")
  void whatComesLateIsErasedToo() {
    Asked asked = ask("late", "A question");
    UUID work = UUID.randomUUID();
    UUID ada = UUID.randomUUID();
    wire.say(
        community,
        asked.id(),
        new OfferAccepted(UUID.randomUUID(), work, ada, "Ada", Tier.COMMUNITY, 1, 100, List.of()));
    await()
        .untilAsserted(() -> assertThat(asked.read().<String>path("status")).isEqualTo("IN_WORK"));
    endedDaysAgo(asked, 2);
    keep(1);
    await().untilAsserted(() -> assertThat(text(asked)).isEqualTo(Erased.TEXT));
    UUID late = UUID.randomUUID();
    wire.say(
        community,
        asked.id(),
        new MessageWritten(late, work, ada, "Ada", Tier.COMMUNITY, false, "A secret", null, null));
    await()
        .untilAsserted(() ->
            operator(community)
                .get("/v1/requests/" + asked.id() + "/messages")
                .then()
                .body("items.findAll { it.author == 'MEMBER' }.text", contains(Erased.TEXT)));
    operator(community)
        .body(Map.of("text", "Anybody?"))
        .post("/v1/requests/" + asked.id() + "/messages")
        .then()
        .statusCode(409)
        .body("detail", containsString("erased"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3651})
  void onlySomeDaysArePossible(int days) {
    operator(community)
        .body(Map.of("days", days))
        .put("/v1/retention")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("days"));
    operator(community).get("/v1/retention").then().body("days", nullValue());
  }

  @Test
  void twoWhoEditAtOnceDoNotOverwriteEachOther() {
    operator(community).get("/v1/retention").then().header("ETag", equalTo("\"0\""));
    keep(30);
    operator(community)
        .header("If-Match", "\"0\"")
        .body(Map.of("days", 10))
        .put("/v1/retention")
        .then()
        .statusCode(412);
    operator(community).get("/v1/retention").then().body("days", equalTo(30));
  }

  @Test
  void nobodyElsesErasureIsSeen() {
    operator(fresh("other")).get("/v1/erasures").then().body("items", empty());
    operator(community).get("/v1/erasures/" + UUID.randomUUID()).then().statusCode(404);
    operator(community)
        .post("/v1/customers/" + UUID.randomUUID() + "/erase")
        .then()
        .statusCode(404);
  }
}
