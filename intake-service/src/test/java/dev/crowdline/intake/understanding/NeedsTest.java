package dev.crowdline.intake.understanding;

import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.intake.testing.Wire;
import dev.crowdline.intake.understanding.persistence.HeardSkillTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class NeedsTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject HeardSkillTable skills;

  private String withSkills(String... names) {
    String community = fresh("needs");
    Stream.of(names).forEach(name -> wire.named(community, name));
    await()
        .untilAsserted(() ->
            assertThat(database.<List<String>>read(sql -> skills.of(sql, community)))
                .containsExactlyInAnyOrder(names));
    return community;
  }

  private static List<Map<String, Object>> needs(String... names) {
    return Stream.of(names).map(name -> Map.<String, Object>of("skill", name, "level", 1)).toList();
  }

  private static Response ask(String community, String... names) {
    return integrator(community)
        .body(Map.of("text", "Hello?", "needs", needs(names)))
        .post("/v1/requests");
  }

  private static Response topic(String community, String... names) {
    return operator(community)
        .body(Map.of("keywords", List.of("bill"), "needs", needs(names)))
        .put("/v1/topics/bills");
  }

  @Test
  @DisplayName("P11: a need is a skill that the community has named, in its spelling")
  void aNeedIsASkillOfTheCommunity() {
    String community = withSkills("billing", "roaming");
    for (String wrong : List.of("Billing", "bilings", "ｂｉｌｌｉｎｇ")) {
      for (Response refused :
          List.of(ask(community, "roaming", wrong), topic(community, "roaming", wrong))) {
        refused
            .then()
            .statusCode(422)
            .body("errors[0].field", equalTo("needs[1].skill"))
            .body("errors[0].reason", containsString("within seconds"))
            .body("errors[0].reason", containsString("the nearest: billing"));
      }
    }
    ask(community, "roaming", "billing", "general").then().statusCode(201);
    topic(community, "billing", "general").then().statusCode(200);
  }

  @Test
  @DisplayName(
      "a community that has named no skill yet may need anything, and a topic keeps what it had")
  void whatStoodBeforeStays() {
    String community = withSkills("general");
    ask(community, "whatever").then().statusCode(201);
    topic(community, "whatever").then().statusCode(200);
    wire.named(community, "billing");
    await().untilAsserted(() -> ask(community, "whatever").then().statusCode(422));
    topic(community, "whatever", "billing").then().statusCode(200);
    topic(community, "whatever", "else").then().statusCode(422);
  }

  @Test
  @DisplayName("P6: what was taken under a key is given again, although it would be refused today")
  void aRepeatIsNotJudgedAnew() {
    String community = withSkills("general");
    String key = "k-" + community;
    String id = askUnder(key, community).then().statusCode(201).extract().path("id");
    wire.named(community, "billing");
    await().untilAsserted(() -> ask(community, "whatever").then().statusCode(422));
    askUnder(key, community).then().statusCode(201).body("id", equalTo(id));
  }

  private static Response askUnder(String key, String community) {
    return integrator(community)
        .header("Idempotency-Key", key)
        .body(Map.of("text", "Hello?", "needs", needs("whatever")))
        .post("/v1/requests");
  }
}
