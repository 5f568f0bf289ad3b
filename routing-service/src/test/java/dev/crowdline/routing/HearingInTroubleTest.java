package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.inbox.FactConsumer;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of facts when one is missing, or the database refuses them for a while. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class HearingInTroubleTest {
  /** What is no longer said of a partition after that is said by nobody who was asleep. */
  private static final Duration TWO_SECONDS_AND_MORE = Duration.ofSeconds(8);

  private static final int PARTITIONS = 12;

  @Inject Wire wire;
  @Inject Database database;
  @Inject FactConsumer consumer;

  private Stage stage;

  @BeforeEach
  void aCommunity() {
    stage = new Stage(wire, database, Stage.calm(1));
  }

  @AfterEach
  void noMoreTrouble() {
    calm();
  }

  @Test
  @DisplayName("P7: a fact before this one is missing: its key waits, and no other")
  void aGapParksItsKey() throws Exception {
    UUID request = stage.submit();
    UUID other = stage.submit();
    wire.lose("intake", request);
    UUID late = Ids.next();
    Wire.Sent afterTheGap = message(request, late);
    Wire.Sent following = message(request, Ids.next());
    afterTheGap.ack().get();
    following.ack().get();
    UUID heard = Ids.next();
    wire.heard(List.of(message(other, heard)));
    Awaitility.await("both wait").until(() -> parked(request).size() == 2);
    assertThat(parked(request).getFirst()).contains("missing");
    assertThat(parked(request).getLast()).contains("an earlier record");
    assertThat(messages(request)).hasSize(1);
    assertThat(messages(other)).contains(heard);
  }

  @Test
  @DisplayName("what fails three times for reasons of its own, and then not, is applied")
  void isTriedOftenEnough() {
    UUID request = stage.submit();
    UUID message = Ids.next();
    refuse(message, "P0001", 3);
    wire.heard(List.of(message(request, message)));
    assertThat(messages(request)).contains(message);
    assertThat(tries()).isEqualTo(4);
  }

  @Test
  @DisplayName("what fails each time is parked, after four tries")
  void isGivenUpInTheEnd() throws Exception {
    UUID request = stage.submit();
    UUID message = Ids.next();
    refuse(message, "P0001", 1_000);
    message(request, message).ack().get();
    Awaitility.await("it waits for a person").until(() -> parked(request).size() == 1);
    assertThat(tries()).isEqualTo(4);
    assertThat(messages(request)).doesNotContain(message);
  }

  @Test
  @DisplayName("P5: a database that is away parks nothing, and whoever is behind does not judge")
  void waitsForTheDatabaseAndIsNotCurrentMeanwhile() throws Exception {
    UUID request = stage.submit();
    UUID message = Ids.next();
    refuse(message, "40001", Integer.MAX_VALUE);
    Wire.Sent sent = message(request, message);
    int partition = ((RecordMetadata) sent.ack().get()).partition();
    Awaitility.await("it is not current with a fact that waits")
        .atMost(TWO_SECONDS_AND_MORE)
        .until(() -> tries() > 1 && !current().contains(partition));
    Awaitility.await("and stays so")
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(6))
        .until(() -> !current().contains(partition));
    assertThat(parked(request)).isEmpty();
    calm();
    wire.heard(List.of(sent));
    assertThat(messages(request)).contains(message);
    Awaitility.await("it judges again").until(() -> current().contains(partition));
  }

  @Test
  @DisplayName("P10: where a fact was read and is held up nobody judges; elsewhere nothing waits")
  void isNotCurrentWhileItIsHeldUp() throws Exception {
    UUID request = stage.submit();
    Awaitility.await("all are current").until(() -> current().size() == PARTITIONS);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Wire.Sent sent;
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Object> holding =
          others.submit(() ->
              database.transact(tx -> {
                tx.query("select 1 as one from route where id = ? for update", row -> 1, request);
                begun.countDown();
                await(end);
                return "";
              }));
      begun.await();
      sent = message(request, Ids.next());
      int partition = ((RecordMetadata) sent.ack().get()).partition();
      try {
        Awaitility.await("it is not current, and the others are")
            .atMost(TWO_SECONDS_AND_MORE)
            .until(() -> !current().contains(partition) && current().size() == PARTITIONS - 1);
      } finally {
        end.countDown();
      }
      holding.get();
    }
    wire.heard(List.of(sent));
    Awaitility.await("it judges again").until(() -> current().size() == PARTITIONS);
  }

  private Set<Integer> current() {
    return consumer.currentPartitions(Topic.REQUESTS);
  }

  private Wire.Sent message(UUID request, UUID id) {
    return wire.send(
        stage.community, request, Instant.now(), new MessageAdded(id, "Hello?", null, null));
  }

  private List<UUID> messages(UUID route) {
    return database.read(sql ->
        sql.query("select id from route_message where route_id = ?", row -> row.uuid("id"), route));
  }

  private List<String> parked(UUID key) {
    return database.read(sql ->
        sql.query(
            "select reason from parked_record where key = ? order by id",
            row -> row.text("reason"),
            key.toString()));
  }

  /** The database refuses to store a message that often, with that error. */
  private void refuse(UUID message, String sqlState, int times) {
    database.transact(tx -> {
      tx.update("create sequence trouble");
      tx.update(
          """
          create function trouble() returns trigger language plpgsql as $$
          begin
            if new.id = '%s' and nextval('trouble') <= %d then
              raise exception 'trouble' using errcode = '%s';
            end if;
            return new;
          end $$
          """
              .formatted(message, times, sqlState));
      tx.update(
          "create trigger trouble before insert on route_message for each row execute function trouble()");
      return null;
    });
  }

  /** How often storing it was tried. */
  private long tries() {
    Long tries =
        database.read(sql ->
            sql.one(
                "select case when is_called then last_value else 0 end as n from trouble",
                row -> row.bigint("n")));
    return tries == null ? 0 : tries;
  }

  private void calm() {
    database.transact(tx -> {
      tx.update("drop trigger if exists trouble on route_message");
      tx.update("drop function if exists trouble()");
      tx.update("drop sequence if exists trouble");
      return null;
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
