package dev.crowdline.intake.requests;

import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.intake.requests.RethinkingTopics.Outcome;
import dev.crowdline.intake.testing.Calls;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.intake.understanding.domain.Evidence;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request that was understood in doubt is looked at again, by what it means. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RethinkingTopicsTest {
  /** The fast model takes it for billing to 42 %, the sentence model to 87 %. */
  private static final String DOUBTFUL = "Could you return the money to me?";

  @Inject RethinkingTopics rethinking;
  @Inject Wire wire;

  private final String community = fresh("rethinking");

  private void taught() {
    topic(
        "outage",
        2,
        "The internet is down in our street",
        "Nothing loads since this morning, I am offline",
        "I have no connection at home",
        "The router blinks red and no page opens",
        "Is there a disruption in my area?");
    topic(
        "billing",
        3,
        "Why is my invoice so high this month?",
        "You debited my bank account twice",
        "I want my money back",
        "When will I get the refund for what I was charged?",
        "The amount on my bill is wrong");
    Awaitility.await("the examples are learned")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> !operator(community).get("/v1/understanding").jsonPath().getBoolean("learning"));
  }

  private void topic(String name, int level, String... examples) {
    operator(community)
        .body(
            Map.of(
                "keywords",
                List.of("keyword-of-" + name),
                "examples",
                List.of(examples),
                "needs",
                List.of(Map.of("skill", "general", "level", level))))
        .put("/v1/topics/{name}", name)
        .then()
        .statusCode(200);
  }

  private Asked ask(String text, String language) {
    return Calls.ask(community, Map.of("text", text, "language", language));
  }

  private JsonPath explain(Asked asked) {
    return operator(community).get("/v1/requests/{id}/understanding", asked.id()).jsonPath();
  }

  private void awaitSecondLook(Asked asked) {
    Awaitility.await("it is looked at again")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> explain(asked).getString("understanding.method").equals("sentence"));
  }

  @Test
  @DisplayName("its topic is put right, its route hears of it, and the operator reads why")
  void isPutRight() {
    taught();
    Asked other = ask(DOUBTFUL, "de");
    Asked asked = ask(DOUBTFUL, "en");
    assertThat(explain(other).getString("topic")).as("what was taken at first").isNull();
    assertThat(explain(other).getDouble("understanding.weighed.margin")).isLessThan(Evidence.CLEAR);
    awaitSecondLook(asked);
    JsonPath why = explain(asked);
    assertThat(why.getString("topic")).isEqualTo("billing");
    assertThat(why.getBoolean("understood")).isTrue();
    assertThat(why.getInt("needs[0].level")).isEqualTo(3);
    assertThat(why.getString("understanding.because")).contains("by what it means", "billing");
    assertThat(why.getDouble("understanding.weighed.topics[0].probability")).isGreaterThan(0.5);
    assertThat(why.getList("understanding.weighed.nearest.topic")).contains("billing");
    Awaitility.await("its route hears of it")
        .untilAsserted(() ->
            assertThat(wire.told(asked.id()))
                .containsOnlyOnce(
                    new RequestUnderstood("billing", List.of(new Need("general", 3)))));
    // It was asked before, and is of a language that the model does not know.
    assertThat(explain(other).getString("understanding.method")).isEqualTo("model");
  }

  @Test
  @DisplayName("what is about none of the topics stays so")
  void staysUnsaid() {
    taught();
    Asked strange = ask("Can you recommend a good pizza place for tonight?", "en");
    Asked asked = ask(DOUBTFUL, "en");
    awaitSecondLook(asked);
    assertThat(explain(strange).getString("topic")).isNull();
    assertThat(explain(strange).getInt("version")).isEqualTo(1);
  }

  @Test
  @DisplayName("who works on it goes on, and an operator's word stands")
  void comesTooLate() {
    taught();
    Understood billing =
        new Understood(
            "billing",
            List.of(new Need("general", 3)),
            true,
            Tier.COMMUNITY,
            null,
            new Evidence("sentence", List.of(), "by what it means"));
    Asked inWork = ask(DOUBTFUL, "de");
    new Routing(wire, inWork).queued(1).accepted(1);
    Awaitility.await().until(() -> inWork.status().equals("IN_WORK"));
    assertThat(rethinking.settle(community, inWork.id(), billing)).isEqualTo(Outcome.LATE);
    assertThat(explain(inWork).getString("topic")).isNull();

    Asked waiting = ask(DOUBTFUL, "de");
    Asked confirmed = ask(DOUBTFUL, "de");
    operator(community)
        .body(Map.of("topic", "outage"))
        .put("/v1/requests/{id}/topic", confirmed.id())
        .then()
        .statusCode(200);
    assertThat(rethinking.settle(community, confirmed.id(), billing)).isEqualTo(Outcome.LATE);
    assertThat(explain(confirmed).getString("topic")).isEqualTo("outage");

    assertThat(rethinking.settle(community, waiting.id(), billing)).isEqualTo(Outcome.CHANGED);
    assertThat(rethinking.settle(community, waiting.id(), billing))
        .as("said again")
        .isEqualTo(Outcome.LATE);
    Awaitility.await("it is said once")
        .untilAsserted(() ->
            assertThat(wire.told(waiting.id()))
                .filteredOn(RequestUnderstood.class::isInstance)
                .hasSize(1));
  }

  @Test
  @DisplayName("what was erased or is unknown by then is no error, and nothing is written (P13)")
  void isErasedMeanwhile() {
    taught();
    Understood billing =
        new Understood(
            "billing",
            List.of(new Need("general", 3)),
            true,
            Tier.COMMUNITY,
            null,
            new Evidence("sentence", List.of(), "by what it means"));
    Asked erased =
        Calls.ask(
            community,
            Map.of(
                "text", DOUBTFUL, "language", "de", "customer", Map.of("reference", "c-erased")));
    String customer =
        operator(community)
            .body(Map.of("identifier", "c-erased"))
            .post("/v1/customers/lookup")
            .path("items[0].id");
    operator(community).post("/v1/customers/{id}/erase", customer).then().statusCode(202);
    Awaitility.await("it is erased")
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            !operator(community)
                .get("/v1/requests/" + erased.id())
                .jsonPath()
                .getString("text")
                .equals(DOUBTFUL));
    assertThat(rethinking.settle(community, erased.id(), billing)).isEqualTo(Outcome.LATE);
    assertThat(rethinking.settle(community, Ids.next(), billing)).isEqualTo(Outcome.LATE);
    assertThat(explain(erased).getString("topic")).isNull();
  }
}
