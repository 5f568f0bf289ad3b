package dev.crowdline.intake.personaldata.domain;

import dev.crowdline.contracts.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of some requests are cleared, here and in every service that has a copy; the topics
 * forget by themselves.
 *
 * @param customerId whose requests; null for those that are older than they are kept
 * @param askedBy who asked for it
 * @param requests how many intake has cleared
 * @param texts how many texts they had here
 * @param clearedAt when intake was done; null while it is not
 * @param heard what the other services say
 */
public record Erasure(
    UUID id,
    String community,
    Why why,
    @Nullable UUID customerId,
    String askedBy,
    Instant askedAt,
    long requests,
    long texts,
    @Nullable Instant clearedAt,
    List<Cleared> heard) {

  /** Those besides intake that keep texts of customers; rewards keeps none. */
  public static final List<String> KEEPERS = List.of("routing", "sla");

  public Erasure {
    heard = List.copyOf(heard);
  }

  /** What asks for it. */
  public enum Why {
    CUSTOMER,
    RETENTION
  }

  /** How far it is. */
  public enum State {
    /** Intake clears its own. */
    CLEARING,
    /** Others have not said yet that they have. */
    SPREADING,
    /** All copies are cleared; the records of the topics are not yet all removed. */
    FORGETTING,
    DONE
  }

  /**
   * What a service has cleared.
   *
   * @param at when it last said so
   */
  public record Cleared(String service, long requests, long texts, Instant at) {}

  /** How far it is. */
  public State state(Instant now) {
    if (clearedAt == null) {
      return State.CLEARING;
    }
    Instant forgotten = forgottenAt();
    if (forgotten == null) {
      return State.SPREADING;
    }
    return now.isBefore(forgotten) ? State.FORGETTING : State.DONE;
  }

  /**
   * When the topics have forgotten as well: the last text was stated before the last service
   * cleared its own. Null while somebody has not.
   */
  public @Nullable Instant forgottenAt() {
    boolean allCleared =
        KEEPERS.stream()
            .allMatch(keeper ->
                requests == 0
                    || heard.stream()
                        .anyMatch(
                            each -> each.service().equals(keeper) && each.requests() >= requests));
    return clearedAt == null || !allCleared
        ? null
        : Stream.concat(Stream.of(clearedAt), heard.stream().map(Cleared::at))
            .max(Instant::compareTo)
            .map(last -> last.plus(Topic.KEPT))
            .orElseThrow();
  }
}
