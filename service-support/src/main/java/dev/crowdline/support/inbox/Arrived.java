package dev.crowdline.support.inbox;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as it was read, or as it was parked: headers as text, data still bytes. */
record Arrived(
    String key,
    String topic,
    int partition,
    long offset,
    Map<String, String> headers,
    byte @Nullable [] value) {

  static Arrived from(ConsumerRecord<String, byte[]> read) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : read.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    String key = read.key() == null ? "" : read.key();
    return new Arrived(key, read.topic(), read.partition(), read.offset(), headers, read.value());
  }

  String source() {
    return headers.getOrDefault(Envelope.SOURCE, "");
  }

  boolean isStatedBy(String service) {
    return Fact.serviceOf(source()).equals(service);
  }

  /** Zero when the header is missing or no number; {@link #flaw} says so. */
  long aggregateVersion() {
    try {
      return Long.parseLong(headers.getOrDefault(Envelope.AGGREGATE_VERSION, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** What is wrong with the envelope, or null. */
  @Nullable String flaw() {
    for (String name :
        new String[] {
          Envelope.ID,
          Envelope.TYPE,
          Envelope.SOURCE,
          Envelope.SUBJECT,
          Envelope.TIME,
          Envelope.COMMUNITY
        }) {
      if (headers.getOrDefault(name, "").isEmpty()) {
        return "header " + name + " is missing";
      }
    }
    if (aggregateVersion() < 1) {
      return "header " + Envelope.AGGREGATE_VERSION + " is no positive number";
    }
    if (!key.equals(headers.get(Envelope.SUBJECT))) {
      return "the record key is not the header " + Envelope.SUBJECT;
    }
    return null;
  }

  /** The fact, or null when its type is not known here. */
  @Nullable Fact<?> fact() {
    FactTypes.FactType type = FactTypes.named(header(Envelope.TYPE));
    if (type == null) {
      return null;
    }
    if (value == null) {
      throw new PoisonException("the record has no data");
    }
    try {
      String cause = headers.get(Envelope.CAUSATION_ID);
      return new Fact<>(
          UUID.fromString(header(Envelope.ID)),
          source(),
          key,
          header(Envelope.COMMUNITY),
          cause == null ? null : UUID.fromString(cause),
          aggregateVersion(),
          headers.get(Envelope.TRACEPARENT),
          Instant.parse(header(Envelope.TIME)),
          FactCodec.read(value, type.record()));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      throw new PoisonException("not a " + type.name() + ": " + e.getMessage());
    }
  }

  private String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** A record that can never be applied. */
  static final class PoisonException extends RuntimeException {
    PoisonException(String reason) {
      super(reason);
    }
  }
}
