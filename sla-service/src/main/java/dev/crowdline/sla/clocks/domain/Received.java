package dev.crowdline.sla.clocks.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How the answers of a request were received: what the customer thought of them, and what they
 * paid. Moves no clock.
 *
 * @param ratings the latest of each answer
 * @param payments to members; what was taken back is less than none
 */
public record Received(List<Rating> ratings, List<Payment> payments) {
  /** Nothing was heard yet. */
  public static final Received NOTHING = new Received(List.of(), List.of());

  public Received {
    ratings = List.copyOf(ratings);
    payments = List.copyOf(payments);
  }

  /** The customer gave 1 to 5 stars. */
  public record Rating(Instant at, UUID assignmentId, int stars) {}

  /** Points went to a member's wallet, or came back from it. */
  public record Payment(Instant at, UUID memberId, int points) {}

  /** Also that rating; of one answer the latest counts, whenever it is heard. */
  Received with(Rating rating) {
    List<Rating> others =
        ratings.stream()
            .filter(known -> !known.assignmentId().equals(rating.assignmentId()))
            .toList();
    boolean overtaken =
        ratings.stream()
            .anyMatch(known ->
                known.assignmentId().equals(rating.assignmentId())
                    && known.at().isAfter(rating.at()));
    return overtaken ? this : new Received(plus(others, rating), payments);
  }

  /** Also that payment. */
  Received with(Payment payment) {
    return new Received(ratings, plus(payments, payment));
  }

  private static <T> List<T> plus(List<T> known, T one) {
    List<T> more = new ArrayList<>(known);
    more.add(one);
    return more;
  }
}
