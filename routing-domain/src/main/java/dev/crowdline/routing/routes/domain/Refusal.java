package dev.crowdline.routing.routes.domain;

import java.util.UUID;

/** Why a command on a route, an offer or a piece of work is not carried out. */
public sealed interface Refusal extends Outcome {

  /** There is no such thing, or it is none of the member's: which of both is not said. */
  record Unknown(String what, UUID id) implements Refusal {}

  /** Its time is over. */
  record Over(String why) implements Refusal {}

  /** Somebody else has the request. */
  record AlreadyTaken(String why) implements Refusal {}

  /**
   * The state does not allow it.
   *
   * @param what is in that state
   * @param wanted what would have been needed
   */
  record NotInThisState(String what, String state, String wanted) implements Refusal {}

  /** Of a route that is not open: it is closed, or somebody has it. */
  static Refusal notOpen(Route route) {
    return route.isClosed()
        ? new NotInThisState("the route", route.state().name(), "there is nothing to do on it")
        : new AlreadyTaken("somebody is working on this request already");
  }

  /** It may be done in this state, but not now or not any more. */
  record NotNow(String why) implements Refusal {}

  /** It cannot be that member. */
  record NotThisMember(String why) implements Refusal {}

  /** The member has no room. */
  record NoRoom(String why) implements Refusal {}

  /** The member's tier does not do this. */
  record NotOfThisTier(String why) implements Refusal {}

  /** The member has not accepted the community's terms. */
  record TermsNotAccepted() implements Refusal {}
}
