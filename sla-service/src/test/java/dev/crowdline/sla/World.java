package dev.crowdline.sla;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.support.running.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services: they state facts on Kafka as their outboxes do, and hear what sla states. */
final class World implements AutoCloseable {
  private final String prefix;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<UUID, List<Said>> said = new ConcurrentHashMap<>();
  private final Thread listener;
  private volatile boolean closed;

  World(String bootstrap, String prefix) {
    this.prefix = prefix;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new StringSerializer(),
            new ByteArraySerializer());
    // Asking for a topic makes it, and only then can somebody be assigned to its partitions.
    for (Topic topic : Topic.values()) {
      producer.partitionsFor(topic.named(prefix));
    }
    this.listener = Thread.ofPlatform().daemon().name("world").start(() -> listen(bootstrap));
  }

  /** A fact that sla stated. */
  record Said(Instant time, long version, Object data) {}

  /** A fact as it will be sent, any number of times. */
  record Fact(ProducerRecord<String, byte[]> record) {}

  /** The next fact of the service that states this type about the subject. */
  Fact fact(String community, Object subject, Instant at, Object data) {
    FactTypes.FactType type = FactTypes.of(data.getClass());
    String source = "/" + type.service() + "/1";
    long version = versions.merge(source + subject, 1L, Long::sum);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(type.topic().named(prefix), subject.toString(), FactCodec.write(data));
    header(record, Envelope.SPECVERSION, "1.0");
    header(record, Envelope.ID, Ids.next().toString());
    header(record, Envelope.TYPE, type.name());
    header(record, Envelope.SOURCE, source);
    header(record, Envelope.SUBJECT, subject.toString());
    header(record, Envelope.TIME, at.truncatedTo(ChronoUnit.MICROS).toString());
    header(record, Envelope.COMMUNITY, community);
    header(record, Envelope.AGGREGATE_VERSION, Long.toString(version));
    header(record, Envelope.CONTENT_TYPE, "application/json");
    return new Fact(record);
  }

  void state(String community, Object subject, Instant at, Object data) {
    send(List.of(fact(community, subject, at, data)));
  }

  /** Sends facts in this order. */
  void send(List<Fact> facts) {
    List<Future<RecordMetadata>> acks = new ArrayList<>();
    facts.forEach(fact -> acks.add(producer.send(fact.record())));
    for (Future<RecordMetadata> ack : acks) {
      try {
        ack.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What sla has said of a request so far, in order. */
  List<Said> said(UUID request) {
    return said.getOrDefault(request, List.of());
  }

  <T> List<T> said(UUID request, Class<T> type) {
    return said(request).stream().map(Said::data).filter(type::isInstance).map(type::cast).toList();
  }

  private void listen(String bootstrap) {
    Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = Topic.REQUESTS.named(prefix);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::hear);
      }
    }
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    if (header(record, Envelope.SOURCE).startsWith("/sla/")) {
      try {
        Class<?> type = FactTypes.named(header(record, Envelope.TYPE)).record();
        said.computeIfAbsent(UUID.fromString(record.key()), key -> new CopyOnWriteArrayList<>())
            .add(
                new Said(
                    Instant.parse(header(record, Envelope.TIME)),
                    Long.parseLong(header(record, Envelope.AGGREGATE_VERSION)),
                    FactCodec.read(record.value(), type)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    closed = true;
    listener.interrupt();
    producer.close(Duration.ofSeconds(2));
  }
}
