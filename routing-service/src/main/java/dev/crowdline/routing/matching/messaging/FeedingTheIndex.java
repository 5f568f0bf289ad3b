package dev.crowdline.routing.matching.messaging;

import dev.crowdline.contracts.Topic;
import dev.crowdline.routing.indexing.RefreshingTheIndex;
import dev.crowdline.routing.matching.WorkSignals;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.KafkaSettings;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.tenancy.Communities;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this replica's index: notes the end of the members topic, loads all members from
 * PostgreSQL, then follows the topic without a group. A fact only says whose row is to be read
 * again, so nothing is lost by a repeat and nothing by an order.
 */
@ApplicationScoped
public class FeedingTheIndex implements RefreshingTheIndex {
  private static final Logger LOG = Logger.getLogger(FeedingTheIndex.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration READ_FULL = Duration.ofSeconds(1);
  private static final int STEP = 5_000;
  private static final int MOST_FULL = 1_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final MemberTable members;
  private final LoadTable loads;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final Communities communities;
  private final KafkaSettings kafka;
  private final String topicPrefix;
  private @Nullable KafkaConsumer<String, byte[]> consumer;
  private @Nullable Loop following;
  private @Nullable Loop readingFull;
  private int fullFrom;

  /** Whose facts were heard and whose rows were not read yet, because the database was away. */
  private final Set<UUID> unread = new HashSet<>();

  FeedingTheIndex(
      Database database,
      MemberTable members,
      LoadTable loads,
      MemberIndex index,
      WorkSignals signals,
      Communities communities,
      KafkaSettings kafka,
      @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
    this.database = database;
    this.members = members;
    this.loads = loads;
    this.index = index;
    this.signals = signals;
    this.communities = communities;
    this.kafka = kafka;
    this.topicPrefix = topicPrefix;
  }

  void start(@Observes @Priority(10) StartupEvent event) {
    following = Loop.start("member-index", this::follow);
    readingFull = Loop.every("member-loads", READ_FULL, this::readFull);
  }

  void stop(@Observes ShutdownEvent event) {
    if (following != null) {
      following.close();
    }
    if (readingFull != null) {
      readingFull.close();
    }
  }

  @Override
  public void refresh(Collection<UUID> memberIds) {
    readAndPut(memberIds);
    signals.membersAreFree(memberIds);
  }

  /** One at a time, so that what was read later is never overwritten by what was read earlier. */
  private synchronized void readAndPut(Collection<UUID> memberIds) {
    put(database.read(sql -> members.withIds(sql, memberIds)));
  }

  private void follow() throws InterruptedException {
    try {
      KafkaConsumer<String, byte[]> current = consumer;
      if (current == null) {
        current = begin();
        consumer = current;
      }
      ConsumerRecords<String, byte[]> records = current.poll(POLL);
      for (ConsumerRecord<String, byte[]> each : records) {
        memberId(each.key(), unread);
      }
      if (!unread.isEmpty()) {
        refresh(unread);
        unread.clear();
      }
    } catch (KafkaException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("closing");
      }
      LOG.warnf("the member index begins again: %s", e.getMessage());
      if (consumer != null) {
        consumer.close();
        consumer = null;
      }
      Thread.sleep(READ_FULL);
    }
  }

  private KafkaConsumer<String, byte[]> begin() {
    KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            kafka.ofConsumer(
                Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG, "routing-member-index",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    try {
      seek(reader);
      loadAll();
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void seek(KafkaConsumer<String, byte[]> reader) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : reader.partitionsFor(Topic.MEMBERS.named(topicPrefix))) {
      partitions.add(new TopicPartition(info.topic(), info.partition()));
    }
    if (partitions.isEmpty()) {
      throw new KafkaException("the members topic is not there yet");
    }
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position);
  }

  private synchronized void loadAll() {
    UUID last = FIRST;
    List<Member> step;
    do {
      UUID after = last;
      step = database.read(sql -> members.after(sql, after, STEP));
      put(step);
      last = step.isEmpty() ? last : step.getLast().id();
    } while (step.size() == STEP);
    LOG.infof("the member index holds %d members", index.size());
  }

  private void put(List<Member> read) {
    for (Member member : read) {
      Integer accepted = member.termsVersion();
      boolean current =
          accepted != null && accepted >= communities.of(member.community()).termsVersion();
      index.put(member, current);
    }
  }

  /** Those who look full may have become free on another replica. */
  private void readFull() {
    List<UUID> full = index.full(MOST_FULL, fullFrom);
    fullFrom = full.size() < MOST_FULL ? 0 : fullFrom + MOST_FULL;
    if (full.isEmpty()) {
      return;
    }
    List<UUID> free = new ArrayList<>();
    for (LoadTable.Load load : database.read(sql -> loads.read(sql, full))) {
      index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince());
      if (load.hasRoom()) {
        free.add(load.memberId());
      }
    }
    if (!free.isEmpty()) {
      signals.membersAreFree(free);
    }
  }

  private static void memberId(@Nullable String key, Set<UUID> into) {
    try {
      into.add(UUID.fromString(String.valueOf(key)));
    } catch (IllegalArgumentException e) {
      LOG.warnf("a record of the members topic has the key %s, which is no member's id", key);
    }
  }
}
