package dev.crowdline.routing.testing;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Time;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services on Kafka: states their facts to routing, and hears what routing states. */
@ApplicationScoped
public class Wire {
  private final String bootstrap;
  private final String prefix;
  private final Database database;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, List<ConsumerRecord<String, byte[]>>> stated = new HashMap<>();
  private KafkaProducer<String, byte[]> producer;
  private KafkaConsumer<String, byte[]> consumer;
  private List<TopicPartition> partitions = List.of();

  Wire(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @ConfigProperty(name = "crowdline.topic-prefix") String prefix,
      Database database) {
    this.bootstrap = bootstrap;
    this.prefix = prefix;
    this.database = database;
  }

  /** A fact on its way. */
  public record Sent(
      ProducerRecord<String, byte[]> record, String source, long version, Future<?> ack) {}

  /** States a fact of the service that it belongs to; routing has acted upon it on return. */
  public void say(String community, Object subject, Object data) {
    heard(List.of(send(community, subject, Instant.now(), data)));
  }

  /** The same for something that happened then. */
  public void say(String community, Object subject, Instant time, Object data) {
    heard(List.of(send(community, subject, time, data)));
  }

  /** A fact of a later version: where it would say {@code word}, it says one that is not ours. */
  public record Later(Object data, String word) {
    byte[] bytes() {
      String said = new String(FactCodec.write(data), StandardCharsets.UTF_8);
      String later = said.replace("\"" + word + "\"", "\"LATER_WORD\"");
      if (later.equals(said)) {
        throw new IllegalArgumentException(word + " is not in " + said);
      }
      return later.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The next fact of a service about a subject never arrives. */
  public synchronized void lose(String service, Object subject) {
    versions.merge("/" + service + "/1" + subject, 1L, Long::sum);
  }

  /** States a fact without waiting. */
  public synchronized Sent send(String community, Object subject, Instant time, Object data) {
    Class<?> kind = (data instanceof Later later ? later.data() : data).getClass();
    FactTypes.FactType type = FactTypes.of(kind);
    String source = "/" + type.service() + "/1";
    long version = versions.merge(source + subject, 1L, Long::sum);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            type.topic().named(prefix),
            subject.toString(),
            data instanceof Later later ? later.bytes() : FactCodec.write(data));
    Map<String, String> headers =
        Map.of(
            Envelope.SPECVERSION, "1.0",
            Envelope.ID, Ids.next().toString(),
            Envelope.TYPE, type.name(),
            Envelope.SOURCE, source,
            Envelope.SUBJECT, subject.toString(),
            Envelope.TIME, Time.toDatabase(time).toInstant().toString(),
            Envelope.COMMUNITY, community,
            Envelope.AGGREGATE_VERSION, Long.toString(version));
    headers.forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
    return new Sent(record, source, version, again(record));
  }

  /** Sends a record as it is. */
  public synchronized Future<RecordMetadata> again(ProducerRecord<String, byte[]> record) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap, "acks", "all"),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    return producer.send(record);
  }

  /** Waits until routing has applied all of them, and parked none. */
  public void heard(Collection<Sent> sent) {
    for (Sent each : sent) {
      try {
        each.ack().get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    List<String> subjects = sent.stream().map(s -> s.record().key()).distinct().toList();
    Awaitility.await("routing hears " + sent.size() + " facts")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          Map<String, Long> receipts = receipts(subjects);
          return sent.stream()
              .allMatch(
                  s -> receipts.getOrDefault(s.source() + s.record().key(), 0L) >= s.version());
        });
    List<String> parked =
        database.read(sql ->
            sql.query(
                "select key || ': ' || reason as why from parked_record where key = any(?)",
                row -> row.text("why"),
                SqlArray.texts(subjects)));
    if (!parked.isEmpty()) {
      throw new AssertionError("parked: " + parked);
    }
  }

  private Map<String, Long> receipts(List<String> subjects) {
    Map<String, Long> found = new HashMap<>();
    database.read(sql ->
        sql.query(
            "select subject, source, version from receipt where subject = any(?)",
            row -> found.put(row.text("source") + row.text("subject"), row.bigint("version")),
            SqlArray.texts(subjects)));
    return found;
  }

  /**
   * The facts that routing has stated about a request or a member, in order, once none is on its
   * way.
   */
  public List<Object> told(UUID subject) {
    return statedAbout(subject).stream().map(Wire::data).toList();
  }

  /** The same with their envelopes. */
  public synchronized List<ConsumerRecord<String, byte[]>> statedAbout(UUID subject) {
    Awaitility.await("routing's outbox holds nothing about " + subject)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            database.read(sql ->
                sql.query(
                        "select 1 as one from outbox where subject = ?",
                        row -> 1,
                        subject.toString())
                    .isEmpty()));
    readOn();
    return List.copyOf(stated.getOrDefault(subject.toString(), List.of()));
  }

  private void readOn() {
    if (consumer == null) {
      consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrap),
              new StringDeserializer(),
              new ByteArrayDeserializer());
      partitions =
          Stream.of(Topic.REQUESTS, Topic.MEMBERS)
              .flatMap(topic -> consumer.partitionsFor(topic.named(prefix)).stream())
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(100))) {
        if (header(each, Envelope.SOURCE).startsWith("/routing/")) {
          stated.computeIfAbsent(each.key(), k -> new ArrayList<>()).add(each);
        }
      }
    }
  }

  /** What a record says. */
  public static Object data(ConsumerRecord<String, byte[]> record) {
    try {
      return FactCodec.read(
          record.value(), FactTypes.named(header(record, Envelope.TYPE)).record());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header of a record. */
  public static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** The name of a fact as docs write it: {@code offers-made}. */
  public static String name(Object fact) {
    String type = FactTypes.of(fact.getClass()).name();
    return type.substring(type.indexOf('.', "dev.crowdline.".length()) + 1, type.length() - 3);
  }

  @PreDestroy
  void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
    if (consumer != null) {
      consumer.close();
    }
  }
}
