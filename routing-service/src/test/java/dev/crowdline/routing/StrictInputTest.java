package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.crowdline.routing.skills.persistence.SkillRepository;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.EveryOperation;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
class StrictInputTest {
  @Inject Database database;

  private final String community = "acme-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  @DisplayName("P11: a query parameter that an operation does not have is refused by its name")
  void strangeParameters() {
    EveryOperation.refusesStrangeParameters("routing");
  }

  @Test
  @DisplayName("P11: an empty Idempotency-Key is refused")
  void emptyKeys() {
    EveryOperation.refusesEmptyKeys("routing");
  }

  @Test
  @DisplayName("P11: a cursor that no list wrote is refused")
  void forgedCursors() {
    EveryOperation.refusesForgedCursors(
        "routing",
        new Person(community, "everybody", "contributor", "specialist", "operator")
            .registered()
            .token());
  }

  @Test
  void anEditIsOfTheVersionThatItsCallerHasSeen() {
    Person ada = new Person(community, "ada", "contributor").registered();
    Person olga = new Person(community, "olga", "operator");
    String path = "/v1/members/" + ada.id();
    String seen = olga.call().get(path).then().statusCode(200).extract().header("ETag");
    assertThat(ada.call().get("/v1/members/me").header("ETag")).isEqualTo(seen);

    Response changed =
        ada.call().header("If-Match", seen).body(Map.of("alias", "Ada the First")).patch(path);
    changed.then().statusCode(200);
    assertThat(changed.header("ETag")).isNotEqualTo(seen);
    for (String stale : List.of(seen, "W/" + changed.header("ETag"))) {
      olga.call()
          .header("If-Match", stale)
          .body(Map.of("alias", "Ada the Last"))
          .patch(path)
          .then()
          .statusCode(412)
          .body("type", equalTo("urn:crowdline:problem:precondition-failed"));
    }
    olga.call()
        .header("If-Match", seen)
        .body(Map.of("skills", List.of()))
        .put(path + "/skills")
        .then()
        .statusCode(412);
    olga.call()
        .header("If-Match", "no tag")
        .body(Map.of("alias", "x"))
        .patch(path)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("If-Match"));
    olga.call().get(path).then().body("alias", equalTo("Ada the First"));
    olga.call()
        .header("If-Match", changed.header("ETag"))
        .body(Map.of("skills", List.of()))
        .put(path + "/skills")
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(changed.header("ETag"))));
  }

  @Test
  void whatStandsCanBeEditedWhenThereIsNoRoomForMore() {
    database.transact(tx ->
        tx.update(
            "insert into skill (community, name, description) select ?, 's' || n, '' from generate_series(1, ?) n",
            community,
            SkillRepository.MOST));
    Person olga = new Person(community, "olga", "operator");
    olga.call().body(Map.of("description", "anew")).put("/v1/skills/s7").then().statusCode(200);
    olga.call()
        .body(Map.of("description", "one more"))
        .put("/v1/skills/new")
        .then()
        .statusCode(422);
    olga.call()
        .get("/v1/skills")
        .then()
        .body("items.size()", equalTo(SkillRepository.MOST))
        .body("items.find { it.name == 's7' }.description", equalTo("anew"));
  }
}
