package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a member may do after the answer, which is no work. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class FollowingUpTest {
  @Inject Wire wire;
  @Inject Database database;

  private Stage stage;
  private Person ada;
  private UUID route;
  private UUID answered;

  @BeforeEach
  void anAnswer() {
    stage = new Stage(wire, database, Stage.calm(1));
    ada = stage.member("ada");
    route = stage.submit(Stage.TV);
    try (Stream console = ada.connect()) {
      answered = ada.accept(stage.awaitOffer(ada, route));
      ada.complete(answered);
      assertThat(console.isOpen()).isTrue();
    }
  }

  @Test
  @DisplayName("a follow-up and a mark of thanks need no room and say up to what was heard")
  void afterTheAnswer() {
    thanks().statusCode(409);
    customerWrites(1);
    try (Stream console = ada.connect()) {
      customerWrites(2);
      assertThat(console.await("answer").at("/assignment/id").asText())
          .isEqualTo(answered.toString());
    }
    followUp()
        .statusCode(201)
        .body("waitingOn", equalTo("CUSTOMER"))
        .body("state", equalTo("COMPLETED"));
    assertThat(last(MessageWritten.class))
        .satisfies(f -> assertThat(f.heard()).isEqualTo(2))
        .satisfies(f -> assertThat(f.followUp()).isTrue());
    customerWrites(3);
    thanks().statusCode(200).body("waitingOn", equalTo("CUSTOMER"));
    assertThat(last(ThanksMarked.class)).isEqualTo(new ThanksMarked(answered, ada.id(), 3));
    ada.call().get("/v1/members/me").then().body("load", equalTo(0));
  }

  @Test
  void whenAllIsOverNothingFollows() {
    stage.say(route, new RequestResolved(answered, ada.id(), 1, RequestResolved.By.CUSTOMER, 1));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> ada.assignment(answered).then().body("waitingOn", nullValue()));
    followUp().statusCode(409);
    thanks().statusCode(409);
  }

  @Test
  void itIsRefusedOnceSomebodyElseHasTheWork() {
    stage.say(route, new RequestReopened(2, RequestReopened.Reason.STAFF_WANTED, answered, null));
    stage.awaitState(route, "QUEUED");
    followUp().statusCode(201);
    thanks().statusCode(409);
    Person ben = stage.member("ben");
    try (Stream console = ben.connect()) {
      UUID work = ben.accept(stage.awaitOffer(ben, route));
      followUp().statusCode(409);
      ben.complete(work);
      followUp().statusCode(409);
      assertThat(console.isOpen()).isTrue();
    }
  }

  private void customerWrites(int number) {
    stage.say(route, new MessageAdded(Ids.next(), "And now?", number, null));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> ada.assignment(answered).then().body("waitingOn", equalTo("HELPERS")));
  }

  private ValidatableResponse followUp() {
    return ada.does(answered, "follow-up", Map.of("text", "Press it once more.")).then();
  }

  private ValidatableResponse thanks() {
    return ada.call().post("/v1/assignments/" + answered + "/thanks").then();
  }

  private <T> T last(Class<T> type) {
    return type.cast(
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> wire.told(route).getLast(), type::isInstance));
  }
}
