package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What members decide of themselves: pauses, how much at once, what they know. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ProfileTest {
  @Inject Wire wire;
  @Inject Database database;

  private static ValidatableResponse change(Person who, UUID member, Map<String, ?> body) {
    return who.call().body(body).patch("/v1/members/" + member).then();
  }

  private static ValidatableResponse skills(Person who, UUID member, String skill, int level) {
    return who.call()
        .body(Map.of("skills", List.of(Map.of("skill", skill, "level", level))))
        .put("/v1/members/" + member + "/skills")
        .then();
  }

  private static void staysQueued(Stage stage, UUID route) {
    Awaitility.await()
        .during(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(4))
        .until(() -> stage.state(route).equals("QUEUED"));
  }

  @Test
  @DisplayName("one person who registers eight times at once is one member, and is told so")
  void onePersonAtTheSameMoment() throws Exception {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = new Person(stage.community, "ada", "contributor");
    CountDownLatch together = new CountDownLatch(8);
    List<Response> answers = new ArrayList<>();
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Future<Response>> posts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String alias = "ada " + i;
        posts.add(
            many.submit(() -> {
              together.countDown();
              together.await();
              return ada.call().body(Map.of("alias", alias)).post("/v1/members");
            }));
      }
      for (Future<Response> post : posts) {
        answers.add(post.get());
      }
    }
    assertThat(answers).filteredOn(each -> each.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(each -> each.statusCode() != 201)
        .allSatisfy(each -> {
          assertThat(each.statusCode()).isEqualTo(409);
          assertThat(each.<String>path("detail")).contains("a member already");
        });
  }

  @Test
  @DisplayName("who pauses keeps the work, is offered nothing new, and is asked again afterwards")
  void pausing() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    UUID assignment = ada.accept(stage.awaitOffer(ada, stage.submit()));
    change(ada, ada.id(), Map.of("paused", true))
        .statusCode(200)
        .body("paused", equalTo(true))
        .body("online", equalTo(true))
        .body("load", equalTo(1));

    UUID waiting = stage.submit();
    staysQueued(stage, waiting);
    ada.complete(assignment);
    staysQueued(stage, waiting);

    change(ada, ada.id(), Map.of("paused", false)).statusCode(200).body("paused", equalTo(false));
    stage.awaitOffer(ada, waiting);
  }

  @Test
  @DisplayName("P3: a member's own limit holds, and never above what an operator grants")
  void limiting() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    change(ada, ada.id(), Map.of("limit", 1))
        .statusCode(200)
        .body("limit", equalTo(1))
        .body("capacity", equalTo(2));
    UUID assignment = ada.accept(stage.awaitOffer(ada, stage.submit()));
    UUID waiting = stage.submit();
    staysQueued(stage, waiting);

    change(ada, ada.id(), Map.of("limit", 100)).statusCode(200);
    stage.awaitOffer(ada, waiting);
    UUID third = stage.submit();
    staysQueued(stage, third);
    ada.complete(assignment);
    stage.awaitOffer(ada, third);

    change(ada, ada.id(), Map.of("capacity", 9)).statusCode(403);
    change(ada, ada.id(), Map.of("limit", 0))
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
  }

  @Test
  @DisplayName("members say what they know, and never more than an operator has decided")
  void knowing() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    Person ben = stage.member("ben");
    skills(ada, ada.id(), "radio", 5).statusCode(200).body("skills.skill", hasItem("radio"));
    skills(ada, ben.id(), "radio", 1).statusCode(404);

    skills(stage.operator(), ada.id(), "radio", 2).statusCode(200);
    skills(ada, ada.id(), "radio", 3)
        .statusCode(422)
        .body("errors[0].field", equalTo("skills[0].level"))
        .body("errors[0].reason", containsString("at most 2"));
    skills(ada, ada.id(), "radio", 1).statusCode(200);
    ada.call()
        .body(Map.of("skills", List.of()))
        .put("/v1/members/" + ada.id() + "/skills")
        .then()
        .statusCode(200)
        .body("skills.find { it.skill == 'radio' }", nullValue());
    skills(ada, ada.id(), "radio", 3).statusCode(422);
    skills(ada, ada.id(), "radio", 2).statusCode(200);

    stage
        .operator()
        .call()
        .body(Map.of("skills", List.of()))
        .put("/v1/members/" + ada.id() + "/skills")
        .then()
        .statusCode(200);
    skills(ada, ada.id(), "radio", 1)
        .statusCode(422)
        .body("errors[0].reason", containsString("ask them"));
    assertThat(ada.call().get("/v1/members/me").jsonPath().getList("skills.skill"))
        .doesNotContain("radio");
  }
}
