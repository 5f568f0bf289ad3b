package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.Earning;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an offer shows, by the rules that rewards states. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class EarningRulesTest {
  @Inject Wire wire;
  @Inject Database database;

  private static EarningRules rules(int points, EarningRules.@Nullable DailyCap cap) {
    return new EarningRules(
        Map.of(
            Priority.URGENT,
            2 * points,
            Priority.HIGH,
            points,
            Priority.NORMAL,
            points,
            Priority.LOW,
            points),
        List.of(new EarningRules.Factor("roaming", null, null, 150)),
        cap,
        null,
        null,
        null);
  }

  @Test
  @DisplayName("it goes by the version that intake stamped; one of before keeps what it showed")
  void byVersion() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    stage.earns(1, rules(60, null));
    UUID roaming = stage.awaitOffer(ada, stage.submitOf("roaming", 1));
    shows(ada, roaming, 90);
    stage.earns(2, rules(500, null));
    shows(ada, roaming, 90);
    shows(ada, stage.awaitOffer(ada, stage.submitOf("billing", 1)), 60);
    // Nobody has heard of version 9 yet: the last one known counts.
    ada.decline(roaming);
    shows(ada, stage.awaitOffer(ada, stage.submitOf("billing", 9)), 500);
  }

  @Test
  @DisplayName("who has taken much today is offered a share, which a raise keeps and nothing stops")
  void slowed() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    stage.earns(1, rules(101, new EarningRules.DailyCap(100, 50)));
    UUID first = stage.submitOf("billing", 1);
    UUID full = stage.awaitOffer(ada, first);
    shows(ada, full, 101);
    UUID work = ada.accept(full);
    ada.complete(work);
    earned(first, 101, 100);
    UUID second = stage.submitOf("billing", 1);
    UUID offer = stage.awaitOffer(ada, second);
    shows(ada, offer, 51);
    stage.say(second, new PriorityRaised(Priority.URGENT));
    Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> shows(ada, offer, 101));
    ada.complete(ada.accept(offer));
    earned(second, 101, 50);
    Person ben = stage.member("ben").present();
    ada.absent();
    shows(ben, stage.awaitOffer(ben, stage.submitOf("billing", 1)), 101);
  }

  private void earned(UUID request, int reward, int share) {
    AssignmentCompleted completed =
        wire.told(request).stream()
            .filter(AssignmentCompleted.class::isInstance)
            .map(AssignmentCompleted.class::cast)
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing was completed"));
    assertThat(completed.reward()).isEqualTo(reward);
    assertThat(completed.earning())
        .extracting(Earning::rulesVersion, Earning::topic, Earning::share)
        .containsExactly(1, "billing", share);
  }

  private static void shows(Person who, UUID offer, int reward) {
    who.call().get("/v1/offers/" + offer).then().statusCode(200).body("reward", equalTo(reward));
  }
}
