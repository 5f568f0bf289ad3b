package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.inbox.FactConsumer;
import dev.crowdline.support.outbox.OutboxRelay;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.LockedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker that asks for a certificate, and a service that has one. */
@QuarkusTest
@QuarkusTestResource(
    value = LockedKafka.class,
    initArgs = {
      @ResourceArg(name = "service", value = "rewards"),
      @ResourceArg(name = "by", value = "certificate")
    },
    restrictToAnnotatedClass = true)
@Tag("service")
class CertificateTest {
  @Inject Database database;
  @Inject FactConsumer consumer;
  @Inject OutboxRelay relay;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final UUID ada = Ids.next();

  @Test
  @DisplayName("who has a certificate hears and states, by the rights of the name in it")
  void letIn() {
    LockedKafka.letRead("rewards", prefix);
    try (Facts facts = new Facts(LockedKafka.plainBootstrap(), prefix)) {
      facts.send(List.of(facts.registered("here", ada)));
      await("it hears").until(this::isKnown);
      await("it judges").until(() -> consumer.currentPartitions(Topic.MEMBERS).size() == 12);
      UUID request = Ids.next();
      state(request);
      await("it states").until(() -> relay.waiting() == 0);
      assertThat(facts.ofRewards(request)).hasSize(1);
    }
  }

  private boolean isKnown() {
    return !database
        .read(sql -> sql.query("select 1 from member where id = ?", row -> 1, ada))
        .isEmpty();
  }

  private void state(UUID request) {
    database.transact(tx -> {
      tx.state("here", request, Instant.now(), new PointsHeld(ada, Ids.next(), "base", 10));
      return null;
    });
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50));
  }
}
