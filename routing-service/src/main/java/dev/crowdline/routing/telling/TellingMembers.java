package dev.crowdline.routing.telling;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.routes.domain.Route;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells members what concerns them, after the commit that brought it about. What is not delivered
 * is found by whoever delivers; the caller need not know how.
 */
public interface TellingMembers {

  /** A member is asked, or asked for something else than before. */
  void offer(Offer offer, @Nullable Route route);

  /** An offer is over; it is as it was before. */
  default void offerEnded(Offer offer, OfferState how) {
    offerEnded(offer, how, reason(how));
  }

  /** The same, for a reason that its state does not say. */
  void offerEnded(Offer offer, OfferState how, String why);

  /** A member's work changed. */
  void assignmentChanged(Assignment assignment);

  /** A clock of a member's work has used its warning share. */
  void warning(Assignment assignment, AssignmentClock clock, Instant dueAt);

  /** The customer wrote after the answer of that assignment, or judged it. */
  void answerDiscussed(Assignment completed);

  /** Why an offer is over, as far as its state alone says. */
  static String reason(OfferState how) {
    return switch (how) {
      case ACCEPTED -> "you accepted it";
      case DECLINED -> "you declined it";
      case EXPIRED -> "its time is over; nothing is lost";
      case WITHDRAWN -> "somebody else has taken it, or it is not wanted any more";
      case OFFERED -> throw new IllegalArgumentException("a live offer has not ended");
    };
  }
}
