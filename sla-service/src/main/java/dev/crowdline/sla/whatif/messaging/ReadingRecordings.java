package dev.crowdline.sla.whatif.messaging;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.sla.whatif.domain.Recorder;
import dev.crowdline.sla.whatif.domain.Recording;
import dev.crowdline.support.running.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads a period of one community from the topics, which keep it for {@link Topic#KEPT}. Nothing is
 * committed, and nobody else's reading is disturbed.
 */
@ApplicationScoped
public class ReadingRecordings {
  private static final Logger LOG = Logger.getLogger(ReadingRecordings.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A broker's time of a record is later than the fact's by as long as it waited in an outbox. */
  private static final Duration SLACK = Duration.ofHours(1);

  /** Who is there when a recording begins came within so long before. */
  private static final Duration LONGEST_STAY = Topic.KEPT;

  private final KafkaSettings kafka;
  private final String topicPrefix;

  ReadingRecordings(
      KafkaSettings kafka, @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
    this.kafka = kafka;
    this.topicPrefix = topicPrefix;
  }

  /**
   * What is wanted.
   *
   * @param begins the first request that is read; before {@code from}, so that what waited then is
   *     there
   * @param until the last fact that is read
   * @param most requests; reading more is refused
   * @param newMemberCapacity of members of whom no other is known
   */
  public record Wanted(
      String community,
      Instant begins,
      Instant from,
      Instant to,
      Instant until,
      int most,
      int newMemberCapacity) {}

  /** There are more requests than can be replayed. */
  public static final class TooManyException extends Exception {}

  /** Nothing came for a minute, and more must be there. */
  public static final class SilentException extends Exception {}

  /**
   * Reads it. Blocks for as long as that takes.
   *
   * @param reading is told again and again that it goes on
   */
  public Recording read(Wanted wanted, Runnable reading) throws TooManyException, SilentException {
    Recorder recorder = new Recorder(wanted.newMemberCapacity());
    RecordedFacts facts = new RecordedFacts(recorder);
    try (KafkaConsumer<String, byte[]> reader = reader()) {
      read(
          reader,
          Topic.MEMBERS,
          wanted.begins().minus(LONGEST_STAY),
          wanted,
          facts,
          recorder,
          reading);
      read(reader, Topic.REQUESTS, wanted.begins(), wanted, facts, recorder, reading);
    }
    return recorder.recording(wanted.community(), wanted.from(), wanted.to(), wanted.until());
  }

  private void read(
      KafkaConsumer<String, byte[]> reader,
      Topic topic,
      Instant since,
      Wanted wanted,
      RecordedFacts facts,
      Recorder recorder,
      Runnable reading)
      throws TooManyException, SilentException {
    Set<TopicPartition> left = new HashSet<>();
    reader
        .partitionsFor(topic.named(topicPrefix))
        .forEach(each -> left.add(new TopicPartition(each.topic(), each.partition())));
    reader.assign(left);
    Map<TopicPartition, Long> ends = offsets(reader, left, wanted.until().plus(SLACK));
    offsets(reader, left, since).forEach(reader::seek);
    long heardAt = System.nanoTime();
    while (!left.isEmpty()) {
      ConsumerRecords<String, byte[]> records = reader.poll(POLL);
      records.forEach(record -> tell(record, wanted, facts));
      if (!records.isEmpty()) {
        heardAt = System.nanoTime();
      } else if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
        throw new SilentException();
      }
      reading.run();
      left.removeIf(partition -> reader.position(partition) >= ends.getOrDefault(partition, 0L));
      reader.pause(reader.assignment().stream().filter(each -> !left.contains(each)).toList());
      if (recorder.size() > wanted.most()) {
        throw new TooManyException();
      }
    }
  }

  /** Of each partition the first record at or after a moment, or its end. */
  private static Map<TopicPartition, Long> offsets(
      KafkaConsumer<String, byte[]> reader, Collection<TopicPartition> all, Instant at) {
    Map<TopicPartition, Long> offsets = new HashMap<>(reader.endOffsets(all));
    Map<TopicPartition, Long> times = new HashMap<>();
    all.forEach(each -> times.put(each, Math.max(0, at.toEpochMilli())));
    reader
        .offsetsForTimes(times)
        .forEach((partition, found) -> {
          if (found != null) {
            offsets.put(partition, found.offset());
          }
        });
    return offsets;
  }

  private static void tell(
      ConsumerRecord<String, byte[]> record, Wanted wanted, RecordedFacts facts) {
    String type = header(record, Envelope.TYPE);
    FactTypes.FactType known = RecordedFacts.areOf(type) ? FactTypes.named(type) : null;
    if (known == null
        || record.value() == null
        || !header(record, Envelope.COMMUNITY).equals(wanted.community())) {
      return;
    }
    try {
      Instant at = Instant.parse(header(record, Envelope.TIME));
      if (!at.isAfter(wanted.until())) {
        facts.tell(
            UUID.fromString(record.key()), at, FactCodec.read(record.value(), known.record()));
      }
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      LOG.debugf("%s at %d is left out: %s", type, record.offset(), e.getMessage());
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private KafkaConsumer<String, byte[]> reader() {
    return new KafkaConsumer<>(
        kafka.ofConsumer(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "sla-recordings",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
