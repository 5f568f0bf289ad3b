package dev.crowdline.support.inbox;

import dev.crowdline.support.running.Loop;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Another replica of the service under test, on the same database: it reads in the same group, and
 * applies a batch until it is applied.
 */
final class AnotherReplica implements AutoCloseable {
  private final ApplyingFacts applying;
  private final Applied applied = new Applied(InstantSource.system());
  private final KafkaConsumer<String, byte[]> consumer;
  private final Loop loop;
  private volatile boolean closing;

  AnotherReplica(ApplyingFacts applying, String bootstrap, String group, String topic) {
    this.applying = applying;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic), listening(applied, consumer));
    this.loop = Loop.start("another-replica", this::hear);
  }

  private void hear() {
    ConsumerRecords<String, byte[]> open = consumer.poll(Duration.ofMillis(50));
    while (!open.isEmpty() && !closing) {
      try {
        applying.apply(StreamSupport.stream(open.spliterator(), false).map(Arrived::from).toList());
        for (TopicPartition partition : open.partitions()) {
          ConsumerRecord<String, byte[]> last = open.records(partition).getLast();
          applied.advance(partition, last);
        }
        return;
      } catch (RuntimeException e) {
        // What is no fault of a record is judged again; anything else would have been parked.
        if (!ApplyingFacts.isInfrastructure(e)) {
          throw e;
        }
      }
    }
  }

  /** It leaves in the middle of whatever it does, and commits no offset. */
  @Override
  public void close() {
    closing = true;
    loop.close();
    consumer.close();
  }

  private static ConsumerRebalanceListener listening(
      KafkaConsumerRebalanceListener to, KafkaConsumer<String, byte[]> consumer) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        to.onPartitionsAssigned(consumer, partitions);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        to.onPartitionsRevoked(consumer, partitions);
      }
    };
  }
}
