package dev.crowdline.intake.webhooks.messaging;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.intake.webhooks.DeliveringEvents;
import dev.crowdline.intake.webhooks.domain.Event;
import dev.crowdline.intake.webhooks.domain.EventTypes;
import dev.crowdline.intake.webhooks.domain.Webhook;
import dev.crowdline.intake.webhooks.persistence.EventTable;
import dev.crowdline.intake.webhooks.persistence.WebhookTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.KafkaSettings;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.running.Temporary;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what webhooks want to hear of all that is said about requests, whichever service says it. A
 * group of its own reads the topic, and only once there is a webhook. Offsets only save work: an
 * event is stored once, and a repeat is known by its id.
 */
@ApplicationScoped
public class KeepingEvents {
  private static final Logger LOG = Logger.getLogger(KeepingEvents.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration UNTIL_THERE_IS_ONE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  /** Clocks of brokers and services may differ by so much. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final String ERASED = FactTypes.of(RequestErased.class).name();

  private final Database database;
  private final EventTable events;
  private final WebhookTable webhooks;
  private final DeliveringEvents delivering;
  private final KafkaSettings kafka;
  private final String topicPrefix;
  private final InstantSource clock;
  private final Set<String> told = new HashSet<>(EventTypes.told());
  private @Nullable KafkaConsumer<String, byte[]> consumer;
  private @Nullable Loop loop;

  KeepingEvents(
      Database database,
      EventTable events,
      WebhookTable webhooks,
      DeliveringEvents delivering,
      KafkaSettings kafka,
      InstantSource clock,
      @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
    this.database = database;
    this.events = events;
    this.webhooks = webhooks;
    this.delivering = delivering;
    this.kafka = kafka;
    this.clock = clock;
    this.topicPrefix = topicPrefix;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.start("keeping-events", this::step);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    close();
  }

  private void step() throws InterruptedException {
    try {
      KafkaConsumer<String, byte[]> current = consumer;
      if (current == null) {
        Instant since = database.read(webhooks::since);
        if (since == null) {
          Thread.sleep(UNTIL_THERE_IS_ONE);
          return;
        }
        current = begin(since.minus(SLACK));
        consumer = current;
      }
      ConsumerRecords<String, byte[]> read = current.poll(POLL);
      if (read.isEmpty()) {
        return;
      }
      List<Event> heard = new ArrayList<>();
      read.forEach(each -> event(each, heard));
      if (!heard.isEmpty()) {
        keep(heard);
      }
      current.commitSync();
    } catch (KafkaException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("closing");
      }
      LOG.warnf("events are read again from the last commit: %s", e.getMessage());
      close();
      Thread.sleep(UNTIL_THERE_IS_ONE);
    }
  }

  /** While the database is away they wait; what fails otherwise fails alone and is left out. */
  private void keep(List<Event> heard) throws InterruptedException {
    while (true) {
      try {
        store(heard);
        return;
      } catch (RuntimeException e) {
        if (Temporary.isInfrastructure(e)) {
          LOG.warnf("events wait for the database: %s", e.getMessage());
          Thread.sleep(AFTER_FAILURE);
        } else if (heard.size() == 1) {
          LOG.errorf(e, "event %s is left out", heard.getFirst().id());
          return;
        } else {
          for (Event each : heard) {
            keep(List.of(each));
          }
          return;
        }
      }
    }
  }

  private void store(List<Event> heard) {
    Set<String> touched =
        database.transact(tx -> {
          List<Event> wanted = wanted(tx, heard);
          if (wanted.isEmpty()) {
            return Set.<String>of();
          }
          Instant now = clock.instant();
          Set<String> communities = events.add(tx, wanted, ERASED, now);
          webhooks.wake(tx, communities, now, now.plus(DeliveringEvents.PROBE));
          return communities;
        });
    if (!touched.isEmpty()) {
      delivering.wake();
    }
  }

  /** What at least one of the community's webhooks wants to hear; and erasures, which it obeys. */
  private List<Event> wanted(Tx tx, List<Event> heard) {
    Map<String, List<Webhook>> listening =
        webhooks.of(tx, heard.stream().map(Event::community).collect(Collectors.toSet())).stream()
            .collect(Collectors.groupingBy(Webhook::community));
    return heard.stream()
        .filter(event -> {
          List<Webhook> its = listening.getOrDefault(event.community(), List.of());
          return event.type().equals(ERASED)
              ? !its.isEmpty()
              : its.stream().anyMatch(webhook -> webhook.wants(event));
        })
        .toList();
  }

  private KafkaConsumer<String, byte[]> begin(Instant since) {
    KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            kafka.ofConsumer(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    topicPrefix + ".intake.events",
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "intake-events",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    reader.subscribe(
        List.of(Topic.REQUESTS.named(topicPrefix)),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            skip(reader, partitions, since);
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // What is in hand is stored by both readers, and counted once.
          }
        });
    return reader;
  }

  /** Where nobody has read yet, what was said before the first webhook is not read at all. */
  private static void skip(
      KafkaConsumer<String, byte[]> reader, Collection<TopicPartition> partitions, Instant since) {
    var committed = reader.committed(new HashSet<>(partitions));
    Map<TopicPartition, Long> times = new HashMap<>();
    for (TopicPartition each : partitions) {
      if (committed.get(each) == null) {
        times.put(each, since.toEpochMilli());
      }
    }
    Map<TopicPartition, Long> ends = reader.endOffsets(times.keySet());
    reader
        .offsetsForTimes(times)
        .forEach((partition, at) -> {
          Long offset = at == null ? ends.get(partition) : Long.valueOf(at.offset());
          if (offset != null) {
            reader.seek(partition, offset);
          }
        });
  }

  /** What is no event, or none that is told, is left out. */
  private void event(ConsumerRecord<String, byte[]> read, Collection<Event> into) {
    String type = header(read, Envelope.TYPE);
    byte[] data = read.value();
    if (!told.contains(type) || data == null) {
      return;
    }
    try {
      into.add(
          new Event(
              header(read, Envelope.COMMUNITY),
              0,
              UUID.fromString(header(read, Envelope.ID)),
              type,
              header(read, Envelope.SOURCE),
              UUID.fromString(header(read, Envelope.SUBJECT)),
              Instant.parse(header(read, Envelope.TIME)),
              new String(data, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.warnf(
          "record %s/%d/%d is no event: %s",
          read.topic(), read.partition(), read.offset(), e.getMessage());
    }
  }

  private static String header(ConsumerRecord<String, byte[]> read, String name) {
    Header header = read.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private void close() {
    KafkaConsumer<String, byte[]> current = consumer;
    consumer = null;
    if (current != null) {
      current.close();
    }
  }
}
