package dev.crowdline.intake.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.intake.webhooks.domain.Event;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event as programs get it. Source: CloudEvents 1.0.2, JSON Event Format, section 3.
 *
 * @param subject the request that it is about
 * @param community and {@code sequence}: extensions; the sequence is a whole number as text, counts
 *     up within a community, and is what {@code after} takes
 * @param data as the type's schema says
 */
public record CloudEvent(
    String specversion,
    UUID id,
    String type,
    String source,
    UUID subject,
    Instant time,
    String datacontenttype,
    String community,
    String sequence,
    Map<String, Object> data) {
  /** What a webhook's message says that it is. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

  /** The event of a fact. */
  public static CloudEvent of(Event event) {
    try {
      return new CloudEvent(
          "1.0",
          event.id(),
          event.type(),
          event.source(),
          event.subject(),
          event.happenedAt(),
          "application/json",
          event.community(),
          Long.toString(event.position()),
          FactCodec.mapper().readValue(event.data(), DATA));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the data of event " + event.id() + " is no JSON", e);
    }
  }

  /** The bytes that are sent. */
  public byte[] bytes() {
    return FactCodec.write(this);
  }
}
