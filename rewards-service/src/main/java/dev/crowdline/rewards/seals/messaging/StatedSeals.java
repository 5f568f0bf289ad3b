package dev.crowdline.rewards.seals.messaging;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.rewards.LedgerSealed;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.support.running.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads from the log what was stated about seals, which nobody can edit in the tables. */
@ApplicationScoped
public class StatedSeals {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String TYPE = FactTypes.of(LedgerSealed.class).name();

  private final KafkaSettings kafka;
  private final String topic;

  StatedSeals(
      KafkaSettings kafka, @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
    this.kafka = kafka;
    this.topic = Topic.COMMUNITIES.named(topicPrefix);
  }

  /**
   * The seals of a community as they stand on the log at this moment, by day: the first that was
   * stated of a day counts, whatever came after it. Reads the topic from its beginning.
   */
  public Collection<Seal> of(String community) {
    Map<LocalDate, Seal> seals = new TreeMap<>();
    Map<String, Object> settings =
        kafka.ofConsumer(
            Map.of(
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
          if (community.equals(read.key()) && TYPE.equals(type(read)) && read.value() != null) {
            Seal seal = seal(community, read.value());
            seals.putIfAbsent(seal.day(), seal);
          }
        }
      }
    }
    return new ArrayList<>(seals.values());
  }

  private static String type(ConsumerRecord<String, byte[]> read) {
    Header type = read.headers().lastHeader(Envelope.TYPE);
    return type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
  }

  private static Seal seal(String community, byte[] value) {
    try {
      LedgerSealed fact = FactCodec.read(value, LedgerSealed.class);
      return new Seal(
          community, LocalDate.parse(fact.day()), fact.transfers(), fact.previous(), fact.seal());
    } catch (IOException e) {
      throw new IllegalStateException("a fact of the ledger cannot be read: " + e.getMessage(), e);
    }
  }
}
