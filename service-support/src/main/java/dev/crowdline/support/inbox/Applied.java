package dev.crowdline.support.inbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How far each partition that this replica reads is applied. The consumer's own position is ahead
 * of it by what is in hand, and its lag stays at what it was while no broker answers: neither tells
 * by itself whether a partition is current.
 */
@Singleton
@Identifier(FactConsumer.CHANNEL)
final class Applied implements KafkaConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(Applied.class);
  private static final Duration COMMIT = Duration.ofSeconds(1);

  /** A partition is current while nothing older than this waits in it. */
  private static final Duration CURRENT = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Map<TopicPartition, Mark> marks = new ConcurrentHashMap<>();

  // Of the polling thread: how many fetches the brokers have answered, and when that last changed.
  private @Nullable Consumer<?, ?> counted;
  private @Nullable Metric fetches;
  private long answers;
  private Instant answeredAt = Instant.EPOCH;

  Applied(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Up to where a partition is applied.
   *
   * @param next the offset of the first record that is not
   * @param lastWritten when the last one that is was written
   */
  private record Mark(long next, Instant lastWritten) {}

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      marks.put(partition, new Mark(consumer.position(partition), Instant.EPOCH));
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Mark mark = marks.remove(partition);
      if (mark != null) {
        offsets.put(partition, new OffsetAndMetadata(mark.next()));
      }
    }
    try {
      consumer.commitSync(offsets, COMMIT);
    } catch (KafkaException e) {
      LOG.debugf("what was applied last is read once more: %s", e.getMessage());
    }
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(marks::remove);
  }

  /**
   * A partition is applied up to a record, the record included; false if it is not read any more.
   */
  boolean advance(TopicPartition partition, ConsumerRecord<?, ?> upTo) {
    Mark reached = new Mark(upTo.offset() + 1, Instant.ofEpochMilli(upTo.timestamp()));
    return marks.computeIfPresent(
            partition, (p, mark) -> mark.next() > reached.next() ? mark : reached)
        != null;
  }

  /** The records of the partitions that this replica still reads. */
  <K, V> ConsumerRecords<K, V> stillAssigned(ConsumerRecords<K, V> records) {
    Map<TopicPartition, List<ConsumerRecord<K, V>>> still = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      if (marks.containsKey(partition)) {
        still.put(partition, records.records(partition));
      }
    }
    return new ConsumerRecords<>(still, Map.of());
  }

  /**
   * The partitions of a topic in which nothing older than two seconds waits, as far as a broker has
   * said so within two seconds. On the polling thread only.
   */
  Set<Integer> current(Consumer<?, ?> consumer, String topic) {
    Instant oldest = clock.instant().minus(CURRENT);
    Set<Integer> current = new HashSet<>();
    if (lastAnswer(consumer).isBefore(oldest)) {
      return current;
    }
    for (TopicPartition partition : consumer.assignment()) {
      Mark mark = marks.get(partition);
      if (mark != null && partition.topic().equals(topic)) {
        OptionalLong lag = consumer.currentLag(partition);
        boolean all =
            lag.isPresent() && consumer.position(partition) + lag.getAsLong() <= mark.next();
        if (all || mark.lastWritten().isAfter(oldest)) {
          current.add(partition.partition());
        }
      }
    }
    return current;
  }

  private Instant lastAnswer(Consumer<?, ?> consumer) {
    Metric known = fetches;
    if (known == null || !consumer.equals(counted)) {
      known =
          consumer.metrics().values().stream()
              .filter(metric -> metric.metricName().name().equals("fetch-total"))
              .filter(metric -> !metric.metricName().tags().containsKey("topic"))
              .findFirst()
              .orElseThrow();
      counted = consumer;
      fetches = known;
      answers = 0;
    }
    long now = ((Number) known.metricValue()).longValue();
    if (now != answers) {
      answers = now;
      answeredAt = clock.instant();
    }
    return answeredAt;
  }
}
