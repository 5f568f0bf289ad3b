package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One thing that comes of what was heard, of a command, or of a deadline. */
public sealed interface Change {

  /** The route is so from now on. */
  record Moved(Route after) implements Change {}

  /** The route waits for members again, which others hear. */
  record Queued(Route after, Cause cause) implements Change {
    /** Why it waits again. */
    public enum Cause {
      TIER_RAISED,
      REOPENED,
      RELEASED,
      TIMED_OUT,
      NEEDS_CHANGED,
      SPLIT
    }
  }

  /** It waits, and no step of the plan is left, which others hear. */
  record Exhausted(Route after) implements Change {}

  /** Something was written. */
  record Wrote(Message message) implements Change {}

  /** The work goes on with other clocks. */
  record Worked(Assignment after) implements Change {}

  /** The work was taken from its member. */
  record TakenBack(Assignment ended, Why why) implements Change {
    /** Why it was. */
    public enum Why {
      TIER_RAISED,
      OVER
    }
  }

  /** Offers are withdrawn; their members are told why. */
  record Withdrawn(List<Offer> offers, String why) implements Change {}

  /** Offers stand, and show what the route asks for now. */
  record Shown(List<Offer> offers, Route after) implements Change {}

  /** Who works on it sees something else, although the work is as it was. */
  record WorkConcerned(Assignment active) implements Change {}

  /** Who answered sees that the customer wrote. */
  record AnswerDiscussed(Route route) implements Change {}

  /** What the customer said of an answer is kept, and told to who gave it. */
  record Said(Judged judged) implements Change {}

  /**
   * A member has the work. The slots of own offers become the work's.
   *
   * @param own the member's live offers, which end as accepted
   * @param others live offers to others, which are withdrawn
   */
  record Taken(By by, Assignment work, String alias, List<Offer> own, List<Offer> others)
      implements Change {
    /** How the member came to have it. */
    public enum By {
      ACCEPT,
      CLAIM
    }
  }

  /** A member is asked, alone. */
  record Asked(Offer offer, Score why, Route after) implements Change {}

  /** A member said no, and perhaps why. */
  record Declined(Offer offer, @Nullable String why) implements Change {}

  /** Offers stood as long as they could. */
  record Expired(List<Offer> offers) implements Change {}

  /** The member was warned of a clock of the work, which runs out then. */
  record Warned(Assignment after, AssignmentClock clock, Instant dueAt) implements Change {}

  /** A clock of the work ran out, and it was taken back. */
  record TimedOut(Assignment ended, AssignmentClock clock) implements Change {}

  /** The work goes on so; its member, who did it, knows. */
  record Kept(Assignment after) implements Change {}

  /** The work was begun, and goes on so. */
  record Started(Assignment after) implements Change {}

  /** The answer has more time. */
  record Extended(Assignment after) implements Change {}

  /** Staff gave the answer more time; its member is told. */
  record TimeGiven(Assignment after) implements Change {}

  /** An operator said anew what it needs. */
  record NeedsChanged(Route after) implements Change {}

  /**
   * The member who works on it wrote to the customer.
   *
   * @param heard the highest number of a customer's message that was heard
   */
  record MemberWrote(Message message, Assignment work, Member by, int heard) implements Change {}

  /** The member who answered wrote to the customer once more. */
  record FollowedUp(Message message, Assignment work, Member by, int heard) implements Change {}

  /** The work on that route is done. */
  record Answered(Route of, Assignment ended, Message answer, Member by, int heard)
      implements Change {}

  /** Its member handed the work back. */
  record Released(Assignment ended) implements Change {}

  /** Its member left a note for staff. */
  record Noted(StaffNote note) implements Change {}

  /** Who answered took what the customer wrote since for thanks. */
  record ThanksMarked(Assignment work, int heard) implements Change {}

  /** What of some changes is work that was taken. */
  static List<Taken> taken(List<Change> changes) {
    return changes.stream().filter(Taken.class::isInstance).map(Taken.class::cast).toList();
  }

  /** Work that came back, or a route that was closed, waits again; one that is linked does not. */
  static List<Change> requeued(Route after, Queued.Cause why) {
    return after.isClosed()
        ? List.of(new Moved(after))
        : Stream.concat(
                Stream.of(new Moved(after), new Queued(after, why)), exhausted(after).stream())
            .toList();
  }

  /** That no step of the plan is left, if that is how the route waits now. */
  static Optional<Change> exhausted(Route after) {
    return after.state() instanceof RouteState.Exhausted
        ? Optional.of(new Exhausted(after))
        : Optional.empty();
  }
}
