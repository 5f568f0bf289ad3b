package dev.crowdline.contracts.routing;

/** A member is present nowhere. */
public record MemberWentOffline(Reason reason) {

  /** Why. */
  public enum Reason {
    LEFT,
    LAPSED
  }
}
