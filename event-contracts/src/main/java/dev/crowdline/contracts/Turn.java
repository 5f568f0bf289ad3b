package dev.crowdline.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in a conversation: the one rule of intake, routing and sla. It rests on what was
 * heard and not on clocks, so services that hear the same in different orders come to the same.
 *
 * <p>Who helps gives the turn to the customer by a question, an answer, a follow-up or a mark of
 * thanks, and says up to which of the customer's messages was heard. The turn is the customer's
 * only while that is all that the customer wrote: what crosses makes it the helpers' again. Thanks
 * count as a message and want nothing. The services end what was given with the assignment that
 * gave it, except by its answer. Times decide only where numbers are absent, and measure pauses.
 *
 * @param highest number of the customer's messages, the question being 0
 * @param wanted the highest number of those that are no thanks
 * @param writtenAt when the latest of those was written
 * @param given what stands open with the customer; null when the turn is the helpers'
 */
public record Turn(int highest, int wanted, @Nullable Instant writtenAt, @Nullable Given given) {

  /** A request that was asked and nothing more: somebody has to help. */
  public static final Turn FIRST = new Turn(0, 0, null, null);

  /**
   * The turn was given to the customer.
   *
   * @param heard the highest number that the giver had heard; null where it was not said
   * @param at since when clocks stand still
   */
  public record Given(UUID assignmentId, @Nullable Integer heard, Instant at) {}

  /** Who has the ball. */
  public WaitingOn waitingOn() {
    return given == null ? WaitingOn.HELPERS : WaitingOn.CUSTOMER;
  }

  /** The customer wrote. A number that was heard before, or is older, changes nothing. */
  public Turn written(@Nullable Integer number, Instant at) {
    if (number != null && number <= wanted) {
      return this;
    }
    int last = number == null ? 0 : number;
    Instant latest = writtenAt == null || at.isAfter(writtenAt) ? at : writtenAt;
    return new Turn(
        Math.max(highest, last),
        Math.max(wanted, last),
        latest,
        given == null || isReply(given, number, at) ? null : given);
  }

  /** The customer wrote thanks and nothing else. */
  public Turn thanked(@Nullable Integer number) {
    return new Turn(Math.max(highest, number == null ? 0 : number), wanted, writtenAt, given);
  }

  /** Who helps gave the turn to the customer; that is void when the customer has written more. */
  public Turn given(UUID assignmentId, @Nullable Integer heard, Instant at) {
    boolean crossed = heard == null ? writtenAt != null && writtenAt.isAfter(at) : wanted > heard;
    if (crossed) {
      return this;
    }
    boolean again = given != null && given.assignmentId().equals(assignmentId);
    return new Turn(
        highest,
        wanted,
        writtenAt,
        new Given(assignmentId, heard, again && given != null ? given.at() : at));
  }

  /** The assignment is over, and whatever it asked with it. */
  public Turn ended() {
    return given == null ? this : new Turn(highest, wanted, writtenAt, null);
  }

  private static boolean isReply(Given given, @Nullable Integer number, Instant at) {
    Integer heard = given.heard();
    return (number == null || heard == null) ? at.isAfter(given.at()) : number > heard;
  }
}
