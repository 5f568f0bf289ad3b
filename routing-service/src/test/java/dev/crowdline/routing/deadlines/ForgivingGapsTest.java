package dev.crowdline.routing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.routing.deadlines.persistence.HeartbeatTable;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ForgivingGapsTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject HeartbeatTable table;

  @Test
  @DisplayName("P10: a replica whose clock is fast judges nothing early and moves no deadline")
  void aFastClockChangesNothing() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada").present();
    UUID offer = stage.awaitOffer(ada, stage.submit());
    String deadline = ada.call().get("/v1/offers/" + offer).path("deadline");
    InstantSource fast = () -> Instant.now().plusSeconds(60);
    Instant judged = new ForgivingGaps(database, table, fast).beat(fast.instant());
    assertThat(judged).isCloseTo(Instant.now(), within(2, ChronoUnit.SECONDS));
    assertThat(ada.call().get("/v1/offers/" + offer).<String>path("deadline")).isEqualTo(deadline);
  }
}
