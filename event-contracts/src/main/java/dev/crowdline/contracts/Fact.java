package dev.crowdline.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, with its envelope (CloudEvents 1.0).
 *
 * @param id UUIDv7, made once when it happened
 * @param source the stating service and the epoch of its database, {@code /intake/1}
 * @param subject the record key: a request's, member's id or a community
 * @param community the tenant
 * @param causationId id of the fact that this one follows from
 * @param aggregateVersion counts what this source has stated about this subject: 1, 2, 3, no gaps
 * @param traceparent W3C trace context of what stated it, and here of what hears it
 * @param time when it happened, never when it was heard
 * @param data the record of its type
 */
public record Fact<T>(
    UUID id,
    String source,
    String subject,
    String community,
    @Nullable UUID causationId,
    long aggregateVersion,
    @Nullable String traceparent,
    Instant time,
    T data) {

  /** The same fact, at another step of its trace. */
  public Fact<T> within(@Nullable String otherTraceparent) {
    return new Fact<>(
        id,
        source,
        subject,
        community,
        causationId,
        aggregateVersion,
        otherTraceparent,
        time,
        data);
  }

  /** The subject of a fact about a request or a member. */
  public UUID subjectId() {
    return UUID.fromString(subject);
  }

  /** The stating service, whatever the epoch: {@code intake}. */
  public String service() {
    return serviceOf(source);
  }

  /**
   * The service in a source such as {@code /intake/1}; the source itself when it has another form.
   */
  public static String serviceOf(String source) {
    int end = source.lastIndexOf('/');
    return end > 1 && source.charAt(0) == '/' ? source.substring(1, end) : source;
  }
}
