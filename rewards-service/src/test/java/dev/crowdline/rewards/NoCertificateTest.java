package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.inbox.FactConsumer;
import dev.crowdline.support.outbox.OutboxRelay;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.LockedKafka;
import dev.crowdline.support.testing.Management;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker that asks for a certificate, and a service that has none. */
@QuarkusTest
@QuarkusTestResource(
    value = LockedKafka.class,
    initArgs = {
      @ResourceArg(name = "service", value = "rewards"),
      @ResourceArg(name = "by", value = "nothing")
    },
    restrictToAnnotatedClass = true)
@Tag("service")
class NoCertificateTest {
  @Inject Database database;
  @Inject FactConsumer consumer;
  @Inject OutboxRelay relay;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final UUID ada = Ids.next();

  @Test
  @DisplayName("who has no certificate is up and waits: nothing is judged, nothing stated is lost")
  void waits() {
    LockedKafka.letRead("rewards", prefix);
    state(Ids.next());
    Awaitility.await("it is not let in")
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> consumer.currentPartitions(Topic.MEMBERS).isEmpty() && relay.waiting() == 1);
    assertThat(Management.get("/q/health/ready")).contains("\"status\": \"UP\"");
  }

  private void state(UUID request) {
    database.transact(tx -> {
      tx.state("here", request, Instant.now(), new PointsHeld(ada, Ids.next(), "base", 10));
      return null;
    });
  }
}
