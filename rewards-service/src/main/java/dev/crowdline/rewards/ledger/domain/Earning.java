package dev.crowdline.rewards.ledger.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pay of one answer. It is read from the legs of its transfers, so that there is no second
 * truth beside the ledger.
 *
 * <pre>
 *             complete         confirm             refuse
 *   Unearned ----------> Held ---------> Released --------> ClawedBack
 *                         |                                     | confirm after all
 *                         | refuse       confirm after all      v
 *                         +-----> Voided -----------------> Reinstated
 * </pre>
 *
 * Every other pair of state and fact changes nothing: a repeated completion, a second confirmation,
 * a verdict before the completion (it is kept and applied then). An answer that was refused is not
 * paid because its request is resolved or ends: that confirms another answer. It is paid when it is
 * confirmed itself after all, and that is the end: nothing refuses an answer of a request that it
 * has resolved.
 *
 * <p>Reviewers who judge the answer wrong or harmful come above what the customer says: what is
 * held, released or reinstated then becomes Withdrawn, and stays so until an appeal goes well. Then
 * the customer's word counts again: a Withdrawn answer that is confirmed becomes Restored, which is
 * Released but for reviews.
 */
public sealed interface Earning {
  /** The member answered; {@code points} are what the rule pays, none when zero or less. */
  default Next complete(long points) {
    return stays();
  }

  /** The answer is confirmed. */
  default Next confirm() {
    return stays();
  }

  /** The answer is refused. */
  default Next refuse() {
    return stays();
  }

  /** The answer is confirmed although it was refused, which comes first. */
  default Next confirmAfterAll() {
    return stays();
  }

  /** Reviewers judged the answer wrong or harmful. */
  default Next withdraw() {
    return stays();
  }

  private Next stays() {
    return new Next(this, null);
  }

  /** No points were moved: nothing was heard of a completion, or it earns none. */
  record Unearned() implements Earning {
    @Override
    public Next complete(long points) {
      return points < 1
          ? new Next(this, null)
          : new Next(new Held(points), new Step(Step.Kind.HOLD, points));
    }
  }

  /** The points wait for the verdict. */
  record Held(long points) implements Earning {
    @Override
    public Next confirm() {
      return new Next(new Released(points), new Step(Step.Kind.RELEASE, points));
    }

    @Override
    public Next refuse() {
      return new Next(new Voided(points), new Step(Step.Kind.VOID, points));
    }

    @Override
    public Next withdraw() {
      return new Next(new Withdrawn(points), new Step(Step.Kind.WITHDRAW, points));
    }
  }

  /** The points are the member's. */
  record Released(long points) implements Earning {
    @Override
    public Next refuse() {
      return new Next(new ClawedBack(points), new Step(Step.Kind.CLAW_BACK, points));
    }

    @Override
    public Next withdraw() {
      return takenBack(points);
    }
  }

  /** Refused while the points were held. */
  record Voided(long points) implements Earning {
    @Override
    public Next confirmAfterAll() {
      return reinstated(points);
    }
  }

  /** Refused after the points were released. */
  record ClawedBack(long points) implements Earning {
    @Override
    public Next confirmAfterAll() {
      return reinstated(points);
    }
  }

  /** The customer's last word: the points are the member's, unless reviewers judge otherwise. */
  record Reinstated(long points) implements Earning {
    @Override
    public Next withdraw() {
      return takenBack(points);
    }
  }

  /** Taken by a review. It hears the customer again only when an appeal went well. */
  record Withdrawn(long points) implements Earning {
    @Override
    public Next confirm() {
      return restored();
    }

    @Override
    public Next confirmAfterAll() {
      return restored();
    }

    private Next restored() {
      return new Next(new Restored(points), new Step(Step.Kind.RESTORE, points));
    }
  }

  /** The points are the member's again, and no review takes them any more. */
  record Restored(long points) implements Earning {
    @Override
    public Next refuse() {
      return new Next(new ClawedBack(points), new Step(Step.Kind.CLAW_BACK, points));
    }
  }

  private static Next takenBack(long points) {
    return new Next(new Withdrawn(points), new Step(Step.Kind.TAKE_BACK, points));
  }

  private static Next reinstated(long points) {
    return new Next(new Reinstated(points), new Step(Step.Kind.REINSTATE, points));
  }

  /** The state after a fact, and what it takes to get there; null when nothing moves. */
  record Next(Earning earning, @Nullable Step step) {}

  /** The state that these legs amount to. */
  static Earning of(Set<Leg> legs, long heldPoints) {
    boolean clawedBack = legs.contains(Leg.CLAWED_BACK) || legs.contains(Leg.OWED);
    boolean reinstated = legs.contains(Leg.REINSTATED) || legs.contains(Leg.REINSTATED_TO_DEBT);
    if (legs.contains(Leg.RESTORED) || legs.contains(Leg.RESTORED_TO_DEBT)) {
      // What was clawed back before it was restored has been reinstated in between.
      return clawedBack && !reinstated ? new ClawedBack(heldPoints) : new Restored(heldPoints);
    }
    if (legs.contains(Leg.WITHDRAWN)
        || legs.contains(Leg.TAKEN_BACK)
        || legs.contains(Leg.TAKEN_BACK_OWED)) {
      return new Withdrawn(heldPoints);
    }
    if (reinstated) {
      return new Reinstated(heldPoints);
    }
    if (clawedBack) {
      return new ClawedBack(heldPoints);
    }
    if (legs.contains(Leg.VOIDED)) {
      return new Voided(heldPoints);
    }
    if (legs.contains(Leg.RELEASED) || legs.contains(Leg.DEBT_REPAID)) {
      return new Released(heldPoints);
    }
    return legs.contains(Leg.HELD) ? new Held(heldPoints) : new Unearned();
  }
}
