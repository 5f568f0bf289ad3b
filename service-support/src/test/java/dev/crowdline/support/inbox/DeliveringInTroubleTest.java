package dev.crowdline.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.outbox.ReplicaRelay;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Sender;
import dev.crowdline.support.running.ServiceIdentity;
import dev.crowdline.support.testing.AsService;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.SuspendedKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From an outbox to effects, with two replicas on both sides and trouble in between: what is stated
 * arrives in order, and takes effect once (P1, P6, P7).
 */
@QuarkusTest
@TestProfile(AsService.class)
@QuarkusTestResource(Parts.class)
@Tag("service")
class DeliveringInTroubleTest {
  private static final int WRITERS = 4;
  private static final int SUBJECTS = 100;
  private static final int ROUNDS = 5;
  private static final int TOGETHER = 10;
  private static final int STAGES = 5;
  private static final int FACTS = WRITERS * SUBJECTS * ROUNDS * STAGES;

  /** A producer sends five requests without an answer, with one of these in each. */
  private static final long MORE_THAN_IN_FLIGHT = 20;

  private static final String LARGE = "x".repeat(20_000);

  @Inject Database database;
  @Inject AgroalDataSource source;
  @Inject ReplicaRelay.Starting relays;
  @Inject ApplyingFacts applying;
  @Inject FactConsumer consumer;
  @Inject ParkedRecords parked;
  @Inject Effects effects;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final List<List<UUID>> subjects =
      Stream.generate(() -> Stream.generate(Ids::next).limit(SUBJECTS).toList())
          .limit(WRITERS)
          .toList();
  private ServiceIdentity routing;
  private int stage;

  @BeforeEach
  void aSender() {
    relays.silenceTheOwn();
    routing = Sender.named("routing", source);
    effects.begin();
  }

  @Test
  @Timeout(60)
  @DisplayName("10,000 facts arrive in the order of their subjects, and each takes effect once")
  void inOrderAndOnce() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      ReplicaRelay first = relays.start(routing);
      try (ReplicaRelay _ = relays.start(routing)) {
        finish(nextFacts(writers));
        List<Future<?>> written = new ArrayList<>();
        try (AnotherReplica _ = holdingEffects(() -> written.addAll(nextFacts(writers)))) {
          finish(written);
          List<Future<?>> broken = nextFacts(writers);
          IntStream.range(0, 3).forEach(each -> breakTheConnectionOfARelay());
          finish(broken);
          List<Future<?>> repeated = nextFacts(writers);
          breakTheConnectionOfARelay();
          first.close();
          repeatAll();
          finish(repeated);
        }
        finish(nextFacts(writers));
        await("all take effect")
            .until(() -> effects.count() >= FACTS && relays.waiting() == 0 && isAllRead());
      } finally {
        first.close();
      }
    }
    assertThat(effects.bySubject())
        .hasSize(WRITERS * SUBJECTS)
        .allSatisfy((subject, said) -> assertThat(said).isEqualTo(asStated()));
    assertThat(parked.count()).isZero();
    assertThat(log()).as("there were repeats").hasSizeGreaterThan(FACTS);
    assertFirstArrivalsAreInOrder();
  }

  @Test
  @Timeout(60)
  @DisplayName("what a broker does not acknowledge is sent anew, and by what failed no more")
  void nothingGoesAfterAFailure() {
    UUID subject = Ids.next();
    state(List.of(subject), LARGE);
    try (ReplicaRelay _ = relays.start(routing)) {
      await("the first is sent").until(() -> relays.waiting() == 0);
      try (Warnings warnings = new Warnings();
          SuspendedKafka _ = new SuspendedKafka()) {
        database.transact(tx -> {
          for (int i = 1; i < MORE_THAN_IN_FLIGHT; i++) {
            tx.state("here", subject, Instant.now(), new MemberCameOnline(LARGE));
          }
          return null;
        });
        await("the relay gives up").until(() -> warnings.count() > 0);
      }
      await("all are sent").until(() -> relays.waiting() == 0);
    }
    List<Long> arrived =
        log().stream()
            .filter(each -> each.key().equals(subject.toString()))
            .map(DeliveringInTroubleTest::version)
            .toList();
    assertThat(arrived).as("what was not yet on its way").containsOnlyOnce(MORE_THAN_IN_FLIGHT);
    assertFirstArrivalsAreInOrder();
  }

  /** One stage of facts, of all writers at the same time. */
  private List<Future<?>> nextFacts(ExecutorService writers) {
    int first = stage++ * ROUNDS;
    List<Future<?>> all = new ArrayList<>();
    for (List<UUID> own : subjects) {
      all.add(
          writers.submit(() -> {
            for (int said = first; said < first + ROUNDS; said++) {
              for (int from = 0; from < SUBJECTS; from += TOGETHER) {
                state(own.subList(from, from + TOGETHER), Integer.toString(said));
              }
            }
          }));
    }
    return all;
  }

  private void state(List<UUID> about, String said) {
    database.transact(tx -> {
      about.forEach(
          subject -> tx.state("here", subject, Instant.now(), new MemberCameOnline(said)));
      return null;
    });
  }

  private static List<String> asStated() {
    return IntStream.range(0, ROUNDS * STAGES).mapToObj(Integer::toString).toList();
  }

  private static void finish(List<Future<?>> work) throws Exception {
    for (Future<?> each : work) {
      each.get();
    }
  }

  /**
   * Another replica joins while nothing can take effect: it gets what the service has in hand, and
   * both would apply it.
   */
  private AnotherReplica holdingEffects(Runnable meanwhile) {
    return database.transact(tx -> {
      tx.update("lock table effect in share mode");
      meanwhile.run();
      await("the service has facts in hand").until(() -> waitingForEffects() == 1);
      AnotherReplica other =
          new AnotherReplica(applying, bootstrap, prefix + ".sla", Topic.MEMBERS.named(prefix));
      await("the other has them, too").until(() -> waitingForEffects() == 2);
      return other;
    });
  }

  private long waitingForEffects() {
    Long waiting =
        database.read(sql ->
            sql.one(
                "select count(*) as n from pg_locks where relation = 'effect'::regclass and not granted",
                row -> row.bigint("n")));
    return waiting == null ? 0 : waiting;
  }

  /**
   * In the middle of a batch: a relay has sent it and cannot delete it. Because it waits, its
   * connection is nobody else's by the time that it breaks.
   */
  private void breakTheConnectionOfARelay() {
    await("a relay is sending")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> database.transact(this::breakAtTheFirst));
  }

  private boolean breakAtTheFirst(Tx tx) {
    List<Long> first =
        tx.query(
            "select position from outbox order by position limit 1 for update",
            row -> row.bigint("position"));
    if (first.isEmpty()) {
      return false;
    }
    await("a relay has sent the first")
        .until(() ->
            database
                .read(sql ->
                    sql.query(
                        """
                        select pg_terminate_backend(pid) as ended from pg_locks
                        where locktype = 'advisory' and granted
                          and cardinality(pg_blocking_pids(pid)) > 0
                        """,
                        row -> row.bool("ended")))
                .contains(true));
    return true;
  }

  /** All that was sent so far is sent once more, as after a failure that nobody saw. */
  private void repeatAll() throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (ConsumerRecord<String, byte[]> each : log()) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    each.topic(), null, each.key(), each.value(), each.headers())));
      }
      finish(sent);
    }
  }

  private boolean isAllRead() {
    return consumer.currentPartitions(Topic.MEMBERS).size() == 12;
  }

  private void assertFirstArrivalsAreInOrder() {
    Map<String, Long> arrived = new HashMap<>();
    for (ConsumerRecord<String, byte[]> each : log()) {
      long before = arrived.getOrDefault(each.key(), 0L);
      assertThat(version(each)).as(each.key()).isLessThanOrEqualTo(before + 1);
      arrived.put(each.key(), Math.max(before, version(each)));
    }
  }

  private static long version(ConsumerRecord<String, byte[]> record) {
    byte[] value =
        Objects.requireNonNull(record.headers().lastHeader(Envelope.AGGREGATE_VERSION)).value();
    return Long.parseLong(new String(value, StandardCharsets.UTF_8));
  }

  /** All that was sent; each partition in its order. */
  private List<ConsumerRecord<String, byte[]>> log() {
    try (KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          reader.partitionsFor(Topic.MEMBERS.named(prefix)).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> reader.position(p) < ends.get(p))) {
        reader.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(20));
  }

  /** How often relays have said that they could not send. */
  private static final class Warnings extends Handler implements AutoCloseable {
    private static final Logger RELAY =
        Logger.getLogger("dev.crowdline.support.outbox.OutboxRelay");
    private volatile int count;

    Warnings() {
      RELAY.addHandler(this);
    }

    int count() {
      return count;
    }

    @Override
    public synchronized void publish(LogRecord record) {
      count++;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      RELAY.removeHandler(this);
    }
  }
}
