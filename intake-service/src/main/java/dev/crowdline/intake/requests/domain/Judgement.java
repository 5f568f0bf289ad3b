package dev.crowdline.intake.requests.domain;

/** What a command comes to. */
public sealed interface Judgement
    permits Decision, Judgement.Unknown, Judgement.Refused, Judgement.Lower, Judgement.Continues {

  /** The community has no such request. */
  record Unknown() implements Judgement {}

  /**
   * The state does not allow it.
   *
   * @param status the state
   * @param wanted what would have been needed
   */
  record Refused(Status status, String wanted) implements Judgement {}

  /**
   * It would be lower than it is, and nothing lowers it.
   *
   * @param field what was asked to change
   * @param now what it is
   */
  record Lower(String field, Enum<?> now) implements Judgement {}

  /** It is over: what the customer writes now is a new request, linked to this one. */
  record Continues() implements Judgement {}
}
