package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Topic;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.inbox.ParkedRecords;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of facts in hand when their partitions go to another replica. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class LeftToTheNewReaderTest {
  private static final int MEMBERS = 24;

  @Inject Database database;
  @Inject ParkedRecords parked;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community = "t" + UUID.randomUUID().toString().substring(0, 8);

  @AfterEach
  void noMoreTrouble() {
    database.transact(tx -> {
      tx.update("drop trigger if exists trouble on member");
      tx.update("drop function if exists trouble()");
      tx.update("drop sequence if exists trouble");
      tx.update("drop table if exists applied");
      return null;
    });
  }

  @Test
  @DisplayName("what is revoked while the database is away is its new reader's, and applied once")
  void revokedWhileTheDatabaseIsAway() {
    UUID inHand = Ids.next();
    Set<UUID> all = Stream.generate(Ids::next).limit(MEMBERS).collect(Collectors.toSet());
    refuseAll();
    int partition;
    try (Facts facts = new Facts(bootstrap, prefix)) {
      partition = facts.send(List.of(facts.registered(community, inHand)));
      await("it is in hand").until(() -> tries() > 0);
      facts.send(all.stream().map(each -> facts.registered(community, each)).toList());
    }
    all.add(inHand);

    Set<UUID> left;
    try (KafkaConsumer<String, byte[]> other = anotherReplicaWith(partition)) {
      left = allThatIsRead(other, inHand);
      answerAgain();
      Set<UUID> kept = new HashSet<>(all);
      kept.removeAll(left);
      await("what stayed here is applied").until(() -> known(kept).equals(kept));
      assertThat(known(left)).as("the other's").isEmpty();
    }
    await("who reads it next applies it").until(() -> known(left).equals(left));
    assertThat(applied()).containsExactlyInAnyOrderElementsOf(all);
    assertThat(parked.count()).isZero();
  }

  /** Joins, and reads all of the partitions that become its own, which must be one's among them. */
  private Set<UUID> allThatIsRead(KafkaConsumer<String, byte[]> other, UUID amongThem) {
    String topic = Topic.MEMBERS.named(prefix);
    Set<UUID> read = new HashSet<>();
    await("another replica has read its part")
        .pollInSameThread()
        .until(() -> {
          other
              .poll(Duration.ofMillis(100))
              .records(topic)
              .forEach(each -> read.add(UUID.fromString(each.key())));
          return read.contains(amongThem)
              && other.assignment().stream()
                  .allMatch(each -> other.currentLag(each).orElse(1) == 0);
        });
    return read;
  }

  /** In the order of their names the members of the group get the lower and the upper half. */
  private KafkaConsumer<String, byte[]> anotherReplicaWith(int partition) {
    KafkaConsumer<String, byte[]> other =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                prefix + ".rewards",
                ConsumerConfig.CLIENT_ID_CONFIG,
                partition < 6 ? "another" : "yet-another",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    other.subscribe(Stream.of(Topic.values()).map(each -> each.named(prefix)).toList());
    return other;
  }

  private Set<UUID> known(Collection<UUID> members) {
    return Set.copyOf(
        database.read(sql ->
            sql.query(
                "select id from member where community = ? and id = any(?)",
                row -> row.uuid("id"),
                community,
                SqlArray.uuids(List.copyOf(members), each -> each))));
  }

  /** Each time that a member was written. */
  private List<UUID> applied() {
    return database.read(sql -> sql.query("select member from applied", row -> row.uuid("member")));
  }

  /** The database is away for all members of the community; how often it was asked counts. */
  private void refuseAll() {
    database.transact(tx -> {
      tx.update("create sequence trouble");
      tx.update(
          """
          create or replace function trouble() returns trigger language plpgsql as $$
          begin
            if new.community = '%s' then
              perform nextval('trouble');
              raise exception 'trouble' using errcode = '40001';
            end if;
            return new;
          end $$
          """
              .formatted(community));
      tx.update(
          "create or replace trigger trouble before insert on member for each row execute function trouble()");
      return null;
    });
  }

  private long tries() {
    Long tries =
        database.read(sql ->
            sql.one(
                "select case when is_called then last_value else 0 end as n from trouble",
                row -> row.bigint("n")));
    return tries == null ? 0 : tries;
  }

  /** The database is back, and notes which members are written. */
  private void answerAgain() {
    database.transact(tx -> {
      tx.update("create table if not exists applied (member uuid not null)");
      tx.update(
          """
          create or replace function trouble() returns trigger language plpgsql as $$
          begin
            insert into applied values (new.id);
            return null;
          end $$
          """);
      tx.update(
          "create or replace trigger trouble after insert or update on member for each row execute function trouble()");
      return null;
    });
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20));
  }
}
