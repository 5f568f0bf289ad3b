package dev.crowdline.support.outbox;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Topic;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.KafkaSettings;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.running.ServiceIdentity;
import dev.crowdline.support.tracing.FactTraces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox in position order. One replica at a time does (an advisory lock), but nothing
 * rests on it: two relays that each begin at the lowest position repeat facts and never reorder
 * their first arrival. A fact is deleted only after the broker has acknowledged it.
 */
@ApplicationScoped
public class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;

  /**
   * What another replica stored and could not send is looked for so soon after something was sent,
   * and less and less often when nothing is.
   */
  private static final long SHORTEST_IDLE_MILLIS = 20;

  private static final long LONGEST_IDLE_MILLIS = 250;

  /**
   * Between two batches what is committed goes together, at less cost for all: for as long as the
   * last one took, so that a busy machine is asked less often, within these bounds.
   */
  private static final long SHORTEST_GATHERING_MILLIS = 2;

  private static final long LONGEST_GATHERING_MILLIS = 20;

  private static final long ACK_SECONDS = 10;

  /** Any number will do that no other lock of the service's database has. */
  private static final long LOCK = 0x0C20_3D11_0E01L;

  private final Database database;
  private final Outbox outbox;
  private final ServiceIdentity identity;
  private final KafkaSettings kafka;
  private final FactTraces traces;
  private final String topicPrefix;
  private @Nullable KafkaProducer<String, byte[]> producer;
  private @Nullable Loop loop;
  private long idleMillis = SHORTEST_IDLE_MILLIS;

  OutboxRelay(
      Database database,
      Outbox outbox,
      ServiceIdentity identity,
      KafkaSettings kafka,
      FactTraces traces,
      @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
    this.database = database;
    this.outbox = outbox;
    this.identity = identity;
    this.kafka = kafka;
    this.traces = traces;
    this.topicPrefix = topicPrefix;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.start("outbox-relay", this::sendWhatWaits);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    closeProducer();
  }

  private void sendWhatWaits() throws InterruptedException {
    if (!outbox.awaitNews(idleMillis) && isEmpty()) {
      idleMillis = Math.min(2 * idleMillis, LONGEST_IDLE_MILLIS);
      return;
    }
    idleMillis = SHORTEST_IDLE_MILLIS;
    try {
      int sent;
      long took;
      do {
        long began = System.nanoTime();
        sent = database.transact(this::sendBatch);
        took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      } while (sent == BATCH);
      TimeUnit.MILLISECONDS.sleep(
          Math.clamp(took, SHORTEST_GATHERING_MILLIS, LONGEST_GATHERING_MILLIS));
    } catch (RuntimeException e) {
      // Nothing was deleted: begin again at the lowest position, with a new producer.
      closeProducer();
      LOG.warnf("facts were not sent and stay in the outbox: %s", e.getMessage());
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isEmpty() {
    return database
        .read(sql -> sql.query("select position from outbox order by position limit 1", row -> 1))
        .isEmpty();
  }

  /** Whoever has not the lock finds nothing. */
  private int sendBatch(Tx tx) {
    List<Waiting> batch =
        tx.query(
            """
            with relay as materialized (select pg_try_advisory_xact_lock(?) as mine)
            select o.* from relay
            cross join lateral (select * from outbox where relay.mine order by position limit ?) o
            order by o.position
            """,
            Waiting::from,
            LOCK,
            BATCH);
    if (batch.isEmpty()) {
      return 0;
    }
    traces.sending(spans -> {
      await(
          inOrder(batch, w -> producer().send(w.toRecord(identity.source(), topicPrefix, spans))));
      return null;
    });
    tx.update(
        "delete from outbox where position = any(?)", SqlArray.longs(batch, Waiting::position));
    return batch.size();
  }

  /**
   * Hands records over one after the other, and none after one that failed at once, as with a
   * broker that is not there: it could arrive before what must come first.
   */
  static <T> List<Future<RecordMetadata>> inOrder(
      List<T> records, Function<T, Future<RecordMetadata>> send) {
    List<Future<RecordMetadata>> acks = new ArrayList<>(records.size());
    for (T record : records) {
      Future<RecordMetadata> ack = send.apply(record);
      if (ack.isDone()) {
        await(List.of(ack));
      }
      acks.add(ack);
    }
    return acks;
  }

  private static void await(List<Future<RecordMetadata>> acks) {
    Instant end = Instant.now().plusSeconds(ACK_SECONDS);
    try {
      for (Future<RecordMetadata> ack : acks) {
        ack.get(
            Math.max(1, Duration.between(Instant.now(), end).toMillis()), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the broker", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not acknowledge: " + e, e);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(
              kafka.ofProducer(
                  Map.of(
                      ProducerConfig.ACKS_CONFIG,
                      "all",
                      ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                      true,
                      ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                      Integer.MAX_VALUE,
                      ProducerConfig.MAX_BLOCK_MS_CONFIG,
                      5_000,
                      ProducerConfig.LINGER_MS_CONFIG,
                      0,
                      ProducerConfig.CLIENT_ID_CONFIG,
                      identity.service() + "-outbox")),
              new StringSerializer(),
              new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private record Waiting(
      long position,
      UUID id,
      String type,
      Topic topic,
      String subject,
      String community,
      @Nullable UUID causationId,
      long aggregateVersion,
      @Nullable String traceparent,
      Instant time,
      byte[] data) {

    static Waiting from(Row row) {
      return new Waiting(
          row.bigint("position"),
          row.uuid("id"),
          row.text("type"),
          row.constant("topic", Topic.class),
          row.text("subject"),
          row.text("community"),
          row.uuidOrNull("causation_id"),
          row.bigint("aggregate_version"),
          row.textOrNull("traceparent"),
          row.instant("time"),
          row.bytes("data"));
    }

    ProducerRecord<String, byte[]> toRecord(
        String source, String topicPrefix, FactTraces.Spans spans) {
      Headers headers = new Headers();
      headers.add(Envelope.SPECVERSION, "1.0");
      headers.add(Envelope.ID, id.toString());
      headers.add(Envelope.TYPE, type);
      headers.add(Envelope.SOURCE, source);
      headers.add(Envelope.SUBJECT, subject);
      headers.add(Envelope.TIME, time.toString());
      headers.add(Envelope.COMMUNITY, community);
      headers.add(Envelope.AGGREGATE_VERSION, Long.toString(aggregateVersion));
      if (causationId != null) {
        headers.add(Envelope.CAUSATION_ID, causationId.toString());
      }
      String to = topic.named(topicPrefix);
      String trace = spans.begin(to, type, id.toString(), traceparent);
      if (trace != null) {
        headers.add(Envelope.TRACEPARENT, trace);
      }
      headers.add(Envelope.CONTENT_TYPE, "application/json");
      return new ProducerRecord<>(to, null, subject, data, headers.recordHeaders);
    }
  }

  private static final class Headers {
    final RecordHeaders recordHeaders = new RecordHeaders();

    void add(String name, String value) {
      recordHeaders.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The facts that are not yet sent; for a gauge. */
  public long waiting() {
    Long count =
        database.read(sql -> sql.one("select count(*) as n from outbox", r -> r.bigint("n")));
    return count == null ? 0 : count;
  }
}
