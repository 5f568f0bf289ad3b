package dev.crowdline.rewards;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Time;
import dev.crowdline.support.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services: they state facts on Kafka, as their outboxes do, and may repeat them. */
final class Facts implements AutoCloseable {
  private final String bootstrap;
  private final String prefix;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Long> versions = new HashMap<>();

  Facts(String bootstrap, String prefix) {
    this.bootstrap = bootstrap;
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
  }

  /** A fact as it will be sent, any number of times. */
  record Stated(ProducerRecord<String, byte[]> record, String source, long version) {
    String subject() {
      return record.key();
    }
  }

  /** Makes the next fact of the service that states this type about the subject. */
  Stated about(String community, UUID subject, Object data) {
    FactTypes.FactType type = FactTypes.of(data.getClass());
    String source = "/" + type.service() + "/1";
    long version = versions.merge(source + subject, 1L, Long::sum);
    return of(community, subject, data, version);
  }

  /** Makes the fact that somebody became a member. */
  Stated registered(String community, UUID member) {
    return about(
        community,
        member,
        new MemberRegistered(
            "m" + member,
            Tier.COMMUNITY,
            List.of("en"),
            List.of("console"),
            2,
            List.of(new Need("general", 3)),
            MemberIdentity.of(Tokens.ISSUER, member.toString())));
  }

  /** Makes a fact with a version of its own. */
  Stated of(String community, UUID subject, Object data, long version) {
    FactTypes.FactType type = FactTypes.of(data.getClass());
    String source = "/" + type.service() + "/1";
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(type.topic().named(prefix), subject.toString(), FactCodec.write(data));
    header(record, Envelope.SPECVERSION, "1.0");
    header(record, Envelope.ID, Ids.next().toString());
    header(record, Envelope.TYPE, type.name());
    header(record, Envelope.SOURCE, source);
    header(record, Envelope.SUBJECT, subject.toString());
    header(record, Envelope.TIME, Time.toDatabase(Instant.now()).toInstant().toString());
    header(record, Envelope.COMMUNITY, community);
    header(record, Envelope.AGGREGATE_VERSION, Long.toString(version));
    header(record, Envelope.CONTENT_TYPE, "application/json");
    return new Stated(record, source, version);
  }

  /** Sends facts in this order; the partition of the last. */
  int send(List<Stated> facts) {
    int partition = -1;
    List<Future<RecordMetadata>> acks = new ArrayList<>();
    for (Stated fact : facts) {
      acks.add(producer.send(fact.record()));
    }
    for (Future<RecordMetadata> ack : acks) {
      try {
        partition = ack.get().partition();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return partition;
  }

  /** What rewards has stated about a request so far, in order. */
  List<ConsumerRecord<String, byte[]>> ofRewards(UUID request) {
    return ofRewards(Topic.REQUESTS, request);
  }

  /** What rewards has stated about a request or a member so far, in order. */
  List<ConsumerRecord<String, byte[]>> ofRewards(Topic of, UUID subject) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = of.named(prefix);
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new org.apache.kafka.common.TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
          if (each.key().equals(subject.toString())
              && header(each, Envelope.SOURCE).startsWith("/rewards/")) {
            found.add(each);
          }
        }
      }
      return found;
    }
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
