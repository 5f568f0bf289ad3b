package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas that read the same partition for a moment, while it moves from one to the other. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class OvertakenTest {
  @Inject Wire wire;
  @Inject Database database;

  @Test
  @DisplayName("P6: what another replica has applied since the receipts were read is not repeated")
  void whatAnotherHasAppliedIsNotRepeated() throws Exception {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    UUID first = stage.submit();
    UUID second = stage.submit();
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    UUID applied = Ids.next();
    UUID following = Ids.next();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      // Keeps the consumer waiting, so that the two facts after it come in one batch.
      Future<Void> holding = others.submit(() -> advance(first, 0, begun, goOn));
      // The other replica, about to commit the first of the two.
      Future<Void> other = others.submit(() -> advance(second, 1, begun, commit));
      begun.await();
      Wire.Sent blocking =
          wire.send(
              stage.community,
              first,
              Instant.now(),
              new MessageAdded(Ids.next(), "one", null, null));
      awaitBlocked();
      Wire.Sent two =
          wire.send(
              stage.community, second, Instant.now(), new MessageAdded(applied, "two", null, null));
      Wire.Sent three =
          wire.send(
              stage.community,
              second,
              Instant.now(),
              new MessageAdded(following, "three", null, null));
      two.ack().get();
      three.ack().get();
      goOn.countDown();
      wire.heard(List.of(blocking));
      awaitBlocked();
      commit.countDown();
      wire.heard(List.of(three));
      holding.get();
      other.get();
    }
    List<UUID> messages =
        database.read(sql ->
            sql.query(
                "select id from route_message where route_id = ?", row -> row.uuid("id"), second));
    assertThat(messages).contains(following).doesNotContain(applied);
  }

  private Void advance(UUID subject, int by, CountDownLatch begun, CountDownLatch end) {
    return database.transact(tx -> {
      tx.update(
          "update receipt set version = version + ? where subject = ? and source = '/intake/1'",
          by,
          subject.toString());
      begun.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return null;
    });
  }

  private void awaitBlocked() {
    Awaitility.await("the consumer waits for a lock")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            !database
                .read(sql ->
                    sql.query(
                        "select 1 as one from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
                        row -> 1))
                .isEmpty());
  }
}
