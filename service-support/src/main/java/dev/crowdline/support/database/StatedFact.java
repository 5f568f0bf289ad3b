package dev.crowdline.support.database;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.support.running.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact before the outbox gives it its position and its aggregate version. */
public record StatedFact(
    UUID id,
    FactTypes.FactType type,
    String subject,
    String community,
    @Nullable UUID causationId,
    @Nullable String traceparent,
    Instant time,
    byte[] data) {

  /** Makes the envelope of a fact that has just happened. */
  public static StatedFact now(
      String community,
      String subject,
      Instant time,
      @Nullable Fact<?> cause,
      @Nullable String traceparent,
      Object data) {
    return new StatedFact(
        Ids.next(),
        FactTypes.of(data.getClass()),
        subject,
        community,
        cause == null ? null : cause.id(),
        traceparent,
        time,
        FactCodec.write(data));
  }
}
