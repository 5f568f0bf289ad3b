package dev.crowdline.intake.personaldata.web;

import dev.crowdline.intake.personaldata.domain.Erasure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was cleared where.
 *
 * @param customerId null where texts were older than they are kept
 * @param forgottenAt when the last records with such texts leave the topics; null while it is not
 *     known yet
 */
@Schema(name = "Erasure")
public record ErasureView(
    UUID id,
    Erasure.Why why,
    @Nullable UUID customerId,
    String askedBy,
    Instant askedAt,
    Erasure.State state,
    List<Service> services,
    @Nullable Instant forgottenAt) {

  /**
   * What one service has cleared.
   *
   * @param at when it last said so; null while it goes on
   */
  @Schema(name = "ClearedByService")
  public record Service(String name, long requests, long texts, @Nullable Instant at) {}

  static ErasureView of(Erasure e, Instant now) {
    return new ErasureView(
        e.id(),
        e.why(),
        e.customerId(),
        e.askedBy(),
        e.askedAt(),
        e.state(now),
        Stream.concat(
                Stream.of(new Service("intake", e.requests(), e.texts(), e.clearedAt())),
                e.heard().stream()
                    .map(each ->
                        new Service(each.service(), each.requests(), each.texts(), each.at())))
            .toList(),
        e.forgottenAt());
  }
}
