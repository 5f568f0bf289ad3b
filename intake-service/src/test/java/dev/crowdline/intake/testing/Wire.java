package dev.crowdline.intake.testing;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.routing.SkillNamed;
import dev.crowdline.support.running.Ids;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Speaks as routing to the service under test, and hears what it states. */
@ApplicationScoped
public class Wire {
  private final String bootstrap;
  private final String prefix;
  private final Map<String, Long> versions = new HashMap<>();
  private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();
  private KafkaProducer<String, byte[]> producer;
  private KafkaConsumer<String, byte[]> consumer;

  Wire(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @ConfigProperty(name = "crowdline.topic-prefix") String prefix) {
    this.bootstrap = bootstrap;
    this.prefix = prefix;
  }

  /** States a fact of routing about a request; returns the record, to send it again. */
  public synchronized ProducerRecord<String, byte[]> say(
      String community, UUID request, Object data) {
    return say(community, request, Instant.now(), data);
  }

  public ProducerRecord<String, byte[]> say(
      String community, UUID request, Instant time, Object data) {
    return say(Topic.REQUESTS, community, request.toString(), time, data);
  }

  /** States that a community named a skill. */
  public void named(String community, String skill) {
    say(Topic.COMMUNITIES, community, community, Instant.now(), new SkillNamed(skill));
  }

  /** States a fact of routing about a request as part of a trace. */
  public void sayWithin(String traceparent, String community, UUID request, Object data) {
    ProducerRecord<String, byte[]> record =
        record(Topic.REQUESTS, community, request.toString(), Instant.now(), data);
    record.headers().add(Envelope.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
    send(record);
  }

  private ProducerRecord<String, byte[]> say(
      Topic topic, String community, String subject, Instant time, Object data) {
    ProducerRecord<String, byte[]> record = record(topic, community, subject, time, data);
    send(record);
    return record;
  }

  private synchronized ProducerRecord<String, byte[]> record(
      Topic topic, String community, String subject, Instant time, Object data) {
    long version = versions.merge(subject, 1L, Long::sum);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic.named(prefix), subject, FactCodec.write(data));
    Map<String, String> headers = new HashMap<>();
    headers.put(Envelope.SPECVERSION, "1.0");
    headers.put(Envelope.ID, Ids.next().toString());
    headers.put(Envelope.TYPE, FactTypes.of(data.getClass()).name());
    headers.put(Envelope.SOURCE, "/routing/1");
    headers.put(Envelope.SUBJECT, subject);
    headers.put(Envelope.TIME, time.toString());
    headers.put(Envelope.COMMUNITY, community);
    headers.put(Envelope.AGGREGATE_VERSION, Long.toString(version));
    headers.forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  public synchronized void send(ProducerRecord<String, byte[]> record) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap, "acks", "all"),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The facts that intake has stated so far about a subject, in order. */
  public synchronized List<Fact<?>> statedBy(String service, Topic topic, String subject) {
    return records(topic).stream()
        .filter(
            r -> subject.equals(r.key()) && header(r, Envelope.SOURCE).startsWith("/" + service))
        .<Fact<?>>map(Wire::fact)
        .toList();
  }

  public List<Fact<?>> stated(UUID request) {
    return statedBy("intake", Topic.REQUESTS, request.toString());
  }

  /** The data of those facts. */
  public List<Object> told(UUID request) {
    return told(Topic.REQUESTS, request.toString());
  }

  public List<Object> told(Topic topic, String subject) {
    return statedBy("intake", topic, subject).stream().<Object>map(Fact::data).toList();
  }

  /** Every record of a topic so far. */
  public synchronized List<ConsumerRecord<String, byte[]>> records(Topic topic) {
    if (consumer == null) {
      consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
              new StringDeserializer(),
              new ByteArrayDeserializer());
    }
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic each : Topic.values()) {
      consumer
          .partitionsFor(each.named(prefix))
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    if (!consumer.assignment().containsAll(partitions)) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      heard.clear();
    }
    consumer.poll(Duration.ofMillis(200)).forEach(heard::add);
    return heard.stream().filter(r -> r.topic().equals(topic.named(prefix))).toList();
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Fact<?> fact(ConsumerRecord<String, byte[]> r) {
    try {
      return new Fact<>(
          UUID.fromString(header(r, Envelope.ID)),
          header(r, Envelope.SOURCE),
          r.key(),
          header(r, Envelope.COMMUNITY),
          null,
          Long.parseLong(header(r, Envelope.AGGREGATE_VERSION)),
          null,
          Instant.parse(header(r, Envelope.TIME)),
          FactCodec.read(r.value(), FactTypes.named(header(r, Envelope.TYPE)).record()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @PreDestroy
  void close() {
    if (producer != null) {
      producer.close();
    }
    if (consumer != null) {
      consumer.close();
    }
  }
}
