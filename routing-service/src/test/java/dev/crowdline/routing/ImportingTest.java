package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.crowdline.contracts.Need;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator brings in members by a file. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ImportingTest {
  @Inject Wire wire;
  @Inject Database database;

  private static ValidatableResponse send(Person by, String where, String text) {
    return by.call().body(Map.of("text", text)).post("/v1/members/imports" + where).then();
  }

  private long members(Stage stage) {
    return database.read(sql ->
        sql.one(
            "select count(*) as n from member where community = ?",
            row -> row.bigint("n"),
            stage.community));
  }

  @Test
  @DisplayName(
      "who is in the file is a member and is offered work; the same file again changes nothing")
  void broughtIn() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = new Person(stage.community, "ada", "contributor");
    String file = "name,sign-in,skills,languages\nAda L.,ada,tv 3; radio,en; de\nBen,ben,tv 1,en\n";
    send(stage.operator(), "/trials", file)
        .statusCode(200)
        .body("added", equalTo(2))
        .body("lines.line", containsInAnyOrder(2, 3))
        .body("lines.becomes", everyItem(equalTo("ADDED")));
    assertThat(members(stage)).isZero();
    send(stage.operator(), "", file).statusCode(200).body("added", equalTo(2));
    send(stage.operator(), "", file).statusCode(200).body("unchanged", equalTo(2));
    ada.call()
        .get("/v1/members/me")
        .then()
        .body("alias", equalTo("Ada L."))
        .body("skills.skill", containsInAnyOrder("general", "radio", "tv"))
        .body("certified.skill", containsInAnyOrder("radio", "tv"))
        .body("languages", containsInAnyOrder("en", "de"));
    stage
        .operator()
        .call()
        .queryParam("search", "ada l")
        .queryParam("skill", "tv")
        .get("/v1/members")
        .then()
        .body("items", hasSize(1));
    ada.acceptedTerms().present();
    UUID route = stage.submit(new Need("tv", 3));
    String id = ada.call().get("/v1/members/me").path("id");
    assertThat(Awaitility.await().until(() -> ada.offerOf(route), offer -> offer != null))
        .isNotNull();
    stage
        .operator()
        .call()
        .get("/v1/routing/acts")
        .then()
        .body("items.findAll { it.kind == 'MEMBERS_IMPORTED' }", hasSize(1))
        .body("items[0].detail.added", equalTo("2"));

    send(
            stage.operator(),
            "",
            "name,sign-in,skills,tier\nSomebody,ada,radio 2,SPECIALIST\nCleo,cleo,,\n")
        .statusCode(200)
        .body("added", equalTo(1))
        .body("changed", equalTo(1))
        .body("lines.name", hasItem("Ada L."));
    ada.call()
        .get("/v1/members/" + id)
        .then()
        .body("alias", equalTo("Ada L."))
        .body("tier", equalTo("SPECIALIST"))
        .body("languages", containsInAnyOrder("en", "de"))
        .body("skills.find { it.skill == 'radio' }.level", equalTo(2))
        .body("skills.skill", containsInAnyOrder("general", "radio"));
    ada.call()
        .body(Map.of("skills", List.of(new Need("tv", 1))))
        .put("/v1/members/" + id + "/skills")
        .then()
        .statusCode(422);
  }

  @Test
  @DisplayName("with one fault nobody is brought in, and each fault is named with its line")
  void allOrNobody() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    stage
        .operator()
        .call()
        .body(Map.of("description", ""))
        .put("/v1/skills/tv")
        .then()
        .statusCode(200);
    new Person(stage.community, "Dora", "contributor").registered();
    String file = "name,sign-in,skills\nAda,ada,tv 3\nBen,ben,tvv 3\nDORA,other,tv 9\n";
    send(stage.operator(), "/trials", file)
        .statusCode(200)
        .body("faults.line", equalTo(List.of(3, 4)))
        .body("faults.column", equalTo(List.of("skills", "skills")));
    send(stage.operator(), "", file)
        .statusCode(422)
        .body("errors[0].field", equalTo("text, line 3, skills"))
        .body("errors[1].field", equalTo("text, line 4, skills"));
    send(stage.operator(), "", "name,sign-in\nAda,ada\nDORA,other\n")
        .statusCode(422)
        .body("errors.field", equalTo(List.of("text, line 3, name")));
    assertThat(members(stage)).isEqualTo(1);
  }

  @Test
  @DisplayName("P9: a file is of the community of whoever sends it, and operators only send one")
  void whose() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Stage other = new Stage(wire, database, Stage.calm(1));
    String file = "name,sign-in\nAda,ada\n";
    send(stage.operator(), "", file).statusCode(200).body("added", equalTo(1));
    send(other.operator(), "", file).statusCode(200).body("added", equalTo(1));
    send(new Person(stage.community, "ada", "contributor"), "", file).statusCode(403);
    assertThat(members(stage)).isEqualTo(1);
  }

  @Test
  @DisplayName("a thousand come in one step")
  void thousand() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    StringBuilder file = new StringBuilder("name,sign-in,skills\n");
    for (int i = 0; i < 1_000; i++) {
      file.append("m%d,s%d,tv %d; radio 2\n".formatted(i, i, 1 + i % 5));
    }
    send(stage.operator(), "", file.toString()).statusCode(200).body("added", equalTo(1_000));
    send(stage.operator(), "", file.toString().replace("radio 2", "radio 3"))
        .statusCode(200)
        .body("changed", equalTo(1_000));
    assertThat(members(stage)).isEqualTo(1_000);
  }
}
