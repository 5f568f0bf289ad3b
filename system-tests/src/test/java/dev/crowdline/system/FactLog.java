package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands on the topics, read by the CloudEvents SDK as a stranger would. */
final class FactLog {
  private final Map<String, Object> broker;
  private final String prefix;

  FactLog(Stack stack) {
    JsonNode kafka = stack.state().path("addresses").path("kafka");
    this.broker = Map.of("bootstrap.servers", kafka.path("bootstrap").asText());
    this.prefix = kafka.path("topicPrefix").asText();
  }

  /**
   * A fact as it was read.
   *
   * @param type without prefix and version: {@code routing.offers-made}
   */
  record Said(CloudEvent event, String fullType, String type, JsonNode data) {

    String source() {
      return event.getSource().toString();
    }

    long version() {
      return Long.parseLong(String.valueOf(event.getExtension("aggregateversion")));
    }
  }

  String topic(Topic topic) {
    return topic.named(prefix);
  }

  /** All facts about a request, in their order on the topic. */
  List<Said> about(UUID request) {
    return about(Topic.REQUESTS, request.toString());
  }

  /** All facts about a subject. */
  List<Said> about(Topic topic, String subject) {
    return records(topic, record -> subject.equals(record.key())).stream()
        .map(FactLog::read)
        .toList();
  }

  /** All facts of a topic; those of a key are in their order. */
  List<Said> all(Topic topic) {
    return records(topic, record -> true).stream().map(FactLog::read).toList();
  }

  /** All records whose key passes, as they stand on the broker. */
  List<ConsumerRecord<String, byte[]>> records(
      Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> {
              if (wanted.test(record)) {
                found.add(record);
              }
            });
      }
    }
    return found;
  }

  private static Said read(ConsumerRecord<String, byte[]> record) {
    CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
    String type = event.getType();
    return new Said(
        event,
        type,
        type.replaceFirst("^dev\\.crowdline\\.", "").replaceFirst("\\.v1$", ""),
        Json.parse(
            new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8)));
  }

  /** Sends records as another service would, and returns when the broker has them all. */
  void say(Topic topic, List<ProducerRecord<String, byte[]>> records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            Objects.requireNonNull(broker.get("bootstrap.servers")),
            "acks",
            "all");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot send to " + topic, e.getCause());
    }
  }
}
