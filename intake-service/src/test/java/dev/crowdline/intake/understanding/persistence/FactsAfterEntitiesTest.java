package dev.crowdline.intake.understanding.persistence;

import static dev.crowdline.intake.testing.Calls.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.intake.ApiKeyRevoked;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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

/**
 * P7 with entities: Hibernate writes late, and a fact that was numbered before its state is written
 * could overtake the fact of whoever holds the row.
 */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class FactsAfterEntitiesTest {
  @Inject Database database;
  @Inject TopicRepository topics;

  private final String community = fresh("ordered");
  private final UUID subject = Ids.next();

  @Test
  @DisplayName("P7: a transaction numbers its facts when all that entities changed is written")
  void factsComeLast() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      database.transact(tx -> {
        topics.put(tx, community, topic("roam"), Instant.now());
        state(tx);
        return null;
      });
      CountDownLatch holds = new CountDownLatch(1);
      Future<?> holder =
          two.submit(() ->
              database.transact(tx -> {
                tx.update("update topic set name = name where community = ?", community);
                holds.countDown();
                await(mayEnd);
                return null;
              }));
      holds.await();
      Future<?> edit =
          two.submit(() ->
              database.transact(tx -> {
                TopicEntity row = topics.findById(new TopicEntity.Key(community, "roaming"));
                row.keywords = new String[] {"abroad"};
                state(tx);
                return null;
              }));
      try {
        Awaitility.await().until(() -> database.read(FactsAfterEntitiesTest::somebodyWaits));
        assertThat(versionIfNobodyHoldsIt()).isEqualTo(1);
      } finally {
        mayEnd.countDown();
      }
      holder.get();
      edit.get();
      assertThat(versionIfNobodyHoldsIt()).isEqualTo(2);
    }
  }

  /** Fails when a transaction that is not yet over has numbered a fact of the subject. */
  private Long versionIfNobodyHoldsIt() {
    return database.transact(tx ->
        tx.one(
            "select version from stated where subject = ? for update nowait",
            row -> row.bigint("version"),
            subject.toString()));
  }

  private static boolean somebodyWaits(Sql sql) {
    return !sql.query(
            """
            select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """,
            row -> 1)
        .isEmpty();
  }

  private void state(Tx tx) {
    tx.state(community, subject, Instant.now(), new ApiKeyRevoked(subject, "0".repeat(64)));
  }

  private static Topic topic(String keyword) {
    return new Topic("roaming", List.of(keyword), List.of(new Need("general", 1)), null);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
