package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.crowdline.contracts.Need;
import dev.crowdline.routing.skills.persistence.SkillRepository;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class SkillsTest {
  @Inject Wire wire;
  @Inject Database database;

  private void name(Stage stage, String skill, int status) {
    stage
        .operator()
        .call()
        .body(Map.of("description", "d"))
        .put("/v1/skills/{name}", skill)
        .then()
        .statusCode(status);
  }

  private static List<Map<String, Object>> skills(String... names) {
    return List.of(names).stream()
        .<Map<String, Object>>map(name -> Map.of("skill", name, "level", 1))
        .toList();
  }

  @Test
  @DisplayName("P11: a member's skill is one that the community has named, in its spelling")
  void aMembersSkillIsOneOfTheCommunity() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person old = stage.member("old");
    name(stage, "billing", 200);
    name(stage, "Billing", 409);
    name(stage, "roaming", 200);
    Person ada = new Person(stage.community, "ada", "contributor");
    for (String wrong : List.of("Billing", "bilings", "ｂｉｌｌｉｎｇ")) {
      ada.call()
          .body(Map.of("alias", "ada", "skills", skills("roaming", wrong)))
          .post("/v1/members")
          .then()
          .statusCode(422)
          .body("errors[0].field", equalTo("skills[1].skill"))
          .body("errors[0].reason", containsString("the nearest: billing"));
    }
    ada.call()
        .body(Map.of("alias", "ada", "skills", skills("roaming", "billing", "general")))
        .post("/v1/members")
        .then()
        .statusCode(201);
    // What stood before the skills were named stays, and is no excuse for more.
    String path = "/v1/members/" + old.id() + "/skills";
    stage.operator().call().body(Map.of("skills", skills("tv"))).put(path).then().statusCode(200);
    stage.operator().call().body(Map.of("skills", skills("tv2"))).put(path).then().statusCode(422);
  }

  @Test
  @DisplayName(
      "P6: what operators do to members and skills is written down; what members do is not")
  void whatOperatorsDoIsWrittenDown() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    name(stage, "tv", 200);
    stage
        .operator()
        .call()
        .body(Map.of("skills", skills("tv")))
        .put("/v1/members/" + ada.id() + "/skills")
        .then()
        .statusCode(200);
    stage
        .operator()
        .call()
        .body(Map.of("capacity", 3))
        .patch("/v1/members/" + ada.id())
        .then()
        .statusCode(200);
    ada.call()
        .body(Map.of("skills", skills("tv")))
        .put("/v1/members/" + ada.id() + "/skills")
        .then()
        .statusCode(200);
    stage
        .operator()
        .call()
        .get("/v1/routing/acts")
        .then()
        .statusCode(200)
        .body("items.kind", equalTo(List.of("MEMBER_CHANGED", "MEMBER_SKILLS_SET", "SKILL_NAMED")))
        .body("items[0].detail.capacity", equalTo("3"))
        .body("items[1].detail.skills", containsString("tv 1"))
        .body("items[1].name", equalTo("olga"));
  }

  @Test
  @DisplayName("P6: the others hear of a skill when it is named, once")
  void aNewSkillIsStatedOnce() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    for (String skill : List.of("billing", "roaming", "billing")) {
      name(stage, skill, 200);
    }
    name(stage, "Roaming", 409);
    assertThat(
            database.<Long>read(sql ->
                sql.one(
                    "select version from stated where subject = ?",
                    row -> row.bigint("version"),
                    stage.community)))
        .isEqualTo(2);
  }

  @Test
  @DisplayName("an edit of an older version of a skill is 412, and changes nothing")
  void anOlderVersionIsNotEdited() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    String path = "/v1/skills/billing";
    String first = describe(stage, path, null, "d").header("ETag");
    String second = describe(stage, path, first, "bills").header("ETag");
    describe(stage, path, first, "invoices").then().statusCode(412);
    stage
        .operator()
        .call()
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(second))
        .body("description", equalTo("bills"));
  }

  private static Response describe(Stage stage, String path, String tag, String description) {
    RequestSpecification call = stage.operator().call().body(Map.of("description", description));
    return (tag == null ? call : call.header("If-Match", tag)).put(path);
  }

  @Test
  @DisplayName("P11: many who name the last skill that there is room for: one does")
  void thereIsRoomForOneMore() throws Exception {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    database.transact(tx ->
        tx.update(
            "insert into skill (community, name, description) select ?, 's' || n, '' from generate_series(1, ?) n",
            stage.community,
            SkillRepository.MOST - 1));
    Person olga = stage.operator();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> puts =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  many.submit(() ->
                      olga.call()
                          .body(Map.of("description", "d"))
                          .put("/v1/skills/new-" + i)
                          .statusCode()))
              .toList();
      for (Future<Integer> put : puts) {
        statuses.add(put.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 422);
  }

  @Test
  @DisplayName("P4: a need that nobody meets is said at once")
  void whatNobodyHasIsSaid() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    UUID nobody = stage.submit(new Need("unheard-of", 1));
    UUID away = stage.submit();
    stage.awaitState(nobody, "QUEUED");
    stage.awaitState(away, "QUEUED");
    route(stage, nobody)
        .body("whatHappensNext", hasItem(containsString("No member has the skill 'unheard-of'")));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            route(stage, away)
                .body(
                    "whatHappensNext",
                    hasItem(containsString("Nobody who is online has the skill 'tv'"))));
    ada.present();
    stage.awaitState(away, "OFFERED");
    route(stage, away)
        .body("whatHappensNext", not(hasItem(containsString("Nobody who is online"))));
  }

  private static ValidatableResponse route(Stage stage, UUID id) {
    return stage.operator().call().get("/v1/routes/" + id).then().statusCode(200);
  }
}
