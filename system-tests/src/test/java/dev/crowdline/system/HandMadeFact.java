package dev.crowdline.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestSubmitted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A fact made by a test and sent as the service would. Its source has an epoch that no service is
 * in, so that it is never taken for a repeat of a real one.
 */
record HandMadeFact(
    String topic,
    String key,
    String service,
    String type,
    String community,
    Instant time,
    String data) {
  static final int EPOCH = 99;

  static HandMadeFact of(
      FactLog log, Topic topic, String key, String community, Instant time, Object data) {
    FactTypes.FactType type = FactTypes.of(data.getClass());
    try {
      return new HandMadeFact(
          log.topic(topic),
          key,
          type.service(),
          type.name(),
          community,
          time,
          FactCodec.mapper().writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What intake says of a request that anybody of the community may be asked for. */
  static RequestSubmitted submission(String text, List<Need> needs) {
    return new RequestSubmitted(
        RequestKind.REQUEST,
        Channel.API,
        "en",
        Priority.NORMAL,
        Tier.COMMUNITY,
        needs,
        null,
        true,
        UUID.randomUUID(),
        "Somebody",
        Map.of(),
        UUID.randomUUID(),
        text,
        null,
        null);
  }

  /** The same with data that is not of its type. */
  HandMadeFact saying(String otherData) {
    return new HandMadeFact(topic, key, service, type, community, time, otherData);
  }

  /** The record, as the fact of this number that its service states about this subject. */
  ProducerRecord<String, byte[]> record(long version) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, key, data.getBytes(StandardCharsets.UTF_8));
    header(record, Envelope.SPECVERSION, "1.0");
    header(record, Envelope.ID, UUID.randomUUID().toString());
    header(record, Envelope.TYPE, type);
    header(record, Envelope.SOURCE, "/" + service + "/" + EPOCH);
    header(record, Envelope.SUBJECT, key);
    header(record, Envelope.TIME, time.toString());
    header(record, Envelope.COMMUNITY, community);
    header(record, Envelope.AGGREGATE_VERSION, Long.toString(version));
    header(record, Envelope.CONTENT_TYPE, "application/json");
    return record;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
