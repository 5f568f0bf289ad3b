package dev.crowdline.support.inbox;

import dev.crowdline.contracts.Topic;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.running.ServiceIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the service's topics in batches and hands them to {@link ApplyingFacts}. Offsets follow the
 * transaction; they only save work, since receipts decide what is applied.
 */
@ApplicationScoped
public class FactConsumer {
  private static final Logger LOG = Logger.getLogger(FactConsumer.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  /** After a batch: what arrives meanwhile is applied together, in one transaction. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  /** A partition is current while nothing older than this waits in it. */
  private static final Duration CURRENT = Duration.ofSeconds(2);

  private final ApplyingFacts applying;
  private final FactApplier applier;
  private final InstantSource clock;
  private final String service;
  private final String bootstrapServers;
  private final String topicPrefix;
  private volatile Reading reading = new Reading(Instant.EPOCH, Set.of());
  private @Nullable KafkaConsumer<String, byte[]> consumer;

  /** How many fetches the consumer's brokers have answered. */
  private @Nullable Metric fetches;

  private long answers;
  private Instant answeredAt = Instant.EPOCH;
  private @Nullable Loop loop;

  FactConsumer(
      ApplyingFacts applying,
      FactApplier applier,
      InstantSource clock,
      ServiceIdentity identity,
      @ConfigProperty(name = "crowdline.kafka") String bootstrapServers,
      @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
    this.applying = applying;
    this.applier = applier;
    this.clock = clock;
    this.service = identity.service();
    this.bootstrapServers = bootstrapServers;
    this.topicPrefix = topicPrefix;
  }

  /** Which partitions were found current, and when that was. */
  private record Reading(Instant at, Set<TopicPartition> current) {}

  void start(@Observes StartupEvent event) {
    loop = Loop.start("fact-consumer", this::step);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /**
   * The partitions of a topic that this replica reads and where no record older than two seconds
   * waits. Whoever is behind does not judge: a deadline may only fire for these.
   */
  public Set<Integer> currentPartitions(Topic topic) {
    Reading latest = reading;
    Set<Integer> partitions = new HashSet<>();
    if (latest.at().isAfter(clock.instant().minus(CURRENT))) {
      for (TopicPartition partition : latest.current()) {
        if (partition.topic().equals(topic.named(topicPrefix))) {
          partitions.add(partition.partition());
        }
      }
    }
    return partitions;
  }

  private void step() throws InterruptedException {
    KafkaConsumer<String, byte[]> current = consumer;
    try {
      if (current == null) {
        current = subscribe();
        consumer = current;
      }
      ConsumerRecords<String, byte[]> records = current.poll(POLL);
      if (!records.isEmpty()) {
        take(current, records);
      }
      reading = new Reading(lastAnswer(current), current(current, records));
      if (!records.isEmpty()) {
        Thread.sleep(GATHERING);
      }
    } catch (KafkaException e) {
      close();
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("closing");
      }
      LOG.warnf("reading facts begins again: %s", e.toString());
      Thread.sleep(AFTER_FAILURE);
    }
  }

  private void take(KafkaConsumer<String, byte[]> from, ConsumerRecords<String, byte[]> records)
      throws InterruptedException {
    List<Arrived> arrived = new ArrayList<>(records.count());
    for (ConsumerRecord<String, byte[]> each : records) {
      arrived.add(Arrived.from(each));
    }
    try {
      applying.apply(arrived);
      from.commitAsync();
    } catch (RuntimeException e) {
      // Infrastructure: the same records again, when it is back.
      LOG.warnf("facts wait for the database: %s", e.getMessage());
      for (TopicPartition partition : records.partitions()) {
        from.seek(partition, records.records(partition).getFirst().offset());
      }
      Thread.sleep(AFTER_FAILURE);
    }
  }

  /**
   * When a broker last answered. What is known of the lag is as old as that: while none answers it
   * stays at what it was.
   */
  private Instant lastAnswer(KafkaConsumer<String, byte[]> from) {
    if (fetches == null) {
      fetches =
          from.metrics().values().stream()
              .filter(metric -> metric.metricName().name().equals("fetch-total"))
              .filter(metric -> !metric.metricName().tags().containsKey("topic"))
              .findFirst()
              .orElseThrow();
    }
    long counted = ((Number) fetches.metricValue()).longValue();
    if (counted != answers) {
      answers = counted;
      answeredAt = clock.instant();
    }
    return answeredAt;
  }

  private Set<TopicPartition> current(
      KafkaConsumer<String, byte[]> from, ConsumerRecords<String, byte[]> records) {
    Instant oldest = clock.instant().minus(CURRENT);
    Set<TopicPartition> current = new HashSet<>();
    for (TopicPartition partition : from.assignment()) {
      OptionalLong lag = from.currentLag(partition);
      List<ConsumerRecord<String, byte[]>> read = records.records(partition);
      boolean recent =
          !read.isEmpty() && Instant.ofEpochMilli(read.getLast().timestamp()).isAfter(oldest);
      if ((lag.isPresent() && lag.getAsLong() == 0) || recent) {
        current.add(partition);
      }
    }
    return current;
  }

  private KafkaConsumer<String, byte[]> subscribe() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, topicPrefix + "." + service);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, service + "-facts");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    KafkaConsumer<String, byte[]> subscribed =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    Set<Topic> topics = EnumSet.of(Topic.COMMUNITIES);
    topics.addAll(applier.topics());
    subscribed.subscribe(topics.stream().map(topic -> topic.named(topicPrefix)).toList());
    return subscribed;
  }

  private void close() {
    KafkaConsumer<String, byte[]> old = consumer;
    consumer = null;
    fetches = null;
    answers = 0;
    if (old != null) {
      try {
        old.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
      } catch (KafkaException e) {
        LOG.debug("closing a broken consumer", e);
      }
    }
  }
}
