package dev.crowdline.support.inbox;

import dev.crowdline.contracts.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears the service's topics on the channel {@value #CHANNEL}, one batch after the other, and hands
 * them to {@link ApplyingFacts}. Offsets follow the transaction; they only save work, since
 * receipts decide what is applied: a rebalance does not wait for the batch that is in hand, so two
 * replicas may apply the same records, of which one is overtaken and judges again.
 */
@ApplicationScoped
public class FactConsumer {
  static final String CHANNEL = "facts";

  private static final Logger LOG = Logger.getLogger(FactConsumer.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  /**
   * While a batch is in hand nothing is fetched, and the channel would ask every two milliseconds;
   * a batch that takes longer than this does not keep the consumer from its broker.
   */
  private static final Duration REST = Duration.ofSeconds(1);

  /** A sweep that waits longer than this for an answer does not judge. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * So old may be what the polling thread said. It rests while a batch is in hand, and a sweep that
   * waited for it would fire late.
   */
  private static final Duration RECENT = Duration.ofMillis(250);

  private final ApplyingFacts applying;
  private final Applied applied;
  private final KafkaClientService clients;
  private final String topicPrefix;
  private final Duration gathering;
  private final InstantSource clock;
  private final Map<Topic, RecentAnswer<Set<Integer>>> current = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  FactConsumer(
      ApplyingFacts applying,
      @Identifier(CHANNEL) Applied applied,
      KafkaClientService clients,
      InstantSource clock,
      @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix,
      @ConfigProperty(name = "crowdline.gathering") Duration gathering) {
    this.applying = applying;
    this.applied = applied;
    this.clients = clients;
    this.clock = clock;
    this.topicPrefix = topicPrefix;
    this.gathering = gathering;
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    closing.countDown();
  }

  /**
   * The partitions of a topic that this replica reads and where no record older than two seconds
   * waits to be applied, a quarter of a second ago at most. Whoever is behind does not judge: a
   * deadline may only fire for these.
   */
  public Set<Integer> currentPartitions(Topic topic) {
    return current
        .computeIfAbsent(topic, t -> new RecentAnswer<>(clock, RECENT, () -> ask(t)))
        .get(PATIENCE, Set.of());
  }

  /** The polling thread answers when it does not rest. */
  private CompletableFuture<Set<Integer>> ask(Topic topic) {
    KafkaConsumer<String, byte[]> consumer = clients.getConsumer(CHANNEL);
    if (consumer == null) {
      return CompletableFuture.completedFuture(Set.of());
    }
    String name = topic.named(topicPrefix);
    return consumer
        .runOnPollingThread(
            (Function<Consumer<String, byte[]>, Set<Integer>>)
                client -> applied.current(client, name))
        .subscribeAsCompletionStage();
  }

  /**
   * Applies a batch. It never throws: an exception would end the channel. While the database is
   * away it waits, and nothing is parked; what was revoked meanwhile is left to its new reader.
   */
  @Incoming(CHANNEL)
  @Blocking(CHANNEL)
  void hear(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    rest(done);
    try {
      applyAll(batch);
    } finally {
      done.countDown();
    }
  }

  private void applyAll(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
    ConsumerRecords<String, byte[]> open = batch;
    while (!open.isEmpty() && !isClosing(Duration.ZERO)) {
      try {
        applying.apply(arrived(open));
        commit(open);
        isClosing(gathering);
        return;
      } catch (RuntimeException e) {
        LOG.warnf("facts wait for the database: %s", e.getMessage());
        isClosing(AFTER_FAILURE);
        open = applied.stillAssigned(open);
      }
    }
  }

  /** The polling thread rests until then. */
  private void rest(CountDownLatch done) {
    clients
        .<String, byte[]>getConsumer(CHANNEL)
        .runOnPollingThread(client -> {
          try {
            done.await(REST.toMillis(), TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })
        .subscribe()
        .with(rested -> {}, e -> LOG.debugf("the channel does not rest: %s", e.getMessage()));
  }

  private static List<Arrived> arrived(ConsumerRecords<String, byte[]> batch) {
    List<Arrived> arrived = new ArrayList<>(batch.count());
    for (ConsumerRecord<String, byte[]> each : batch) {
      arrived.add(Arrived.from(each));
    }
    return arrived;
  }

  private void commit(ConsumerRecords<String, byte[]> batch) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : batch.partitions()) {
      ConsumerRecord<String, byte[]> last = batch.records(partition).getLast();
      if (applied.advance(partition, last)) {
        offsets.put(partition, new OffsetAndMetadata(last.offset() + 1));
      }
    }
    if (!offsets.isEmpty()) {
      clients
          .<String, byte[]>getConsumer(CHANNEL)
          .runOnPollingThread(client -> {
            client.commitAsync(offsets, null);
          })
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("offsets are committed later: %s", e.getMessage()));
    }
  }

  /** Waits that long, or until the service is about to end. */
  private boolean isClosing(Duration wait) throws InterruptedException {
    return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
