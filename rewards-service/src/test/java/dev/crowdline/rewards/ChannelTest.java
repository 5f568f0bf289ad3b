package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Topic;
import dev.crowdline.rewards.Facts.Stated;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.inbox.FactConsumer;
import dev.crowdline.support.inbox.ParkedRecords;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Temporary;
import dev.crowdline.support.testing.LockedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The channel that facts are heard on, against a broker as a company has it: TLS, a password, and
 * nothing allowed that no ACL names.
 */
@QuarkusTest
@QuarkusTestResource(
    value = LockedKafka.class,
    initArgs = @ResourceArg(name = "service", value = "rewards"),
    restrictToAnnotatedClass = true)
@Tag("service")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChannelTest {
  @Inject Database database;
  @Inject FactConsumer consumer;
  @Inject ParkedRecords parked;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community =
      "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  private Facts facts;

  @BeforeEach
  void connect() {
    facts = new Facts(LockedKafka.plainBootstrap(), prefix);
  }

  @AfterEach
  void disconnect() {
    facts.close();
  }

  @Test
  @Order(1)
  @DisplayName("who may not read waits, judges nothing, and hears all as soon as it may")
  void lettingIn() {
    UUID ada = Ids.next();
    facts.send(List.of(registered(ada)));
    assertThat(consumer.currentPartitions(Topic.MEMBERS)).isEmpty();
    LockedKafka.letRead("rewards", prefix);
    await(() -> isKnown(ada));
    await(() -> consumer.currentPartitions(Topic.MEMBERS).size() == 12);
  }

  @Test
  @Order(2)
  @DisplayName(
      "P12: what was read and is not applied is waited for: whoever is behind does not judge")
  void behindWhileItIsApplied() throws Exception {
    Set<Integer> all = consumer.currentPartitions(Topic.MEMBERS);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch holds = new CountDownLatch(1);
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<?> holder =
          one.submit(() ->
              database.transact(tx -> {
                tx.update("lock table receipt in access exclusive mode");
                holds.countDown();
                return mayEnd.getCount() == 0 || waited(mayEnd);
              }));
      holds.await();
      UUID bob = Ids.next();
      int partition = facts.send(List.of(registered(bob)));
      try {
        await(() -> !consumer.currentPartitions(Topic.MEMBERS).contains(partition));
      } finally {
        mayEnd.countDown();
      }
      holder.get();
      await(() -> isKnown(bob));
      await(() -> consumer.currentPartitions(Topic.MEMBERS).equals(all));
    }
  }

  @Test
  @Order(3)
  @DisplayName("P6: a database that ends its connections parks nothing, and the facts are applied")
  void aDatabaseThatGoes() {
    List<UUID> many = List.of(Ids.next(), Ids.next(), Ids.next(), Ids.next());
    Instant until = Instant.now().plus(Duration.ofSeconds(3));
    int next = 0;
    while (Instant.now().isBefore(until)) {
      endOtherBackends();
      if (next < many.size()) {
        facts.send(List.of(registered(many.get(next++))));
      }
    }
    await(() -> many.stream().allMatch(this::isKnown));
    assertThat(parked.count()).isZero();
  }

  private void endOtherBackends() {
    try {
      database.read(sql ->
          sql.query(
              """
              select pg_terminate_backend(pid) as ended from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()
              """,
              row -> row.bool("ended")));
    } catch (RuntimeException e) {
      assertThat(Temporary.isInfrastructure(e)).isTrue();
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isKnown(UUID member) {
    try {
      return !database
          .read(sql ->
              sql.query(
                  "select 1 from member where community = ? and id = ?",
                  row -> 1,
                  community,
                  member))
          .isEmpty();
    } catch (RuntimeException e) {
      assertThat(Temporary.isInfrastructure(e)).isTrue();
      return false;
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private Stated registered(UUID member) {
    return facts.registered(community, member);
  }
}
