package dev.crowdline.rewards.partner.domain;

import org.jspecify.annotations.Nullable;

/** What a partner's server said when it was asked to hand something out. */
public sealed interface Answer {
  /**
   * It did.
   *
   * @param code for the member to see; null when there is nothing to see
   */
  record Given(@Nullable String code) implements Answer {}

  /** It never will. */
  record Refused() implements Answer {}

  /** It said nothing, or nothing that can be understood; it may have handed it out. */
  record Unclear(String why) implements Answer {}
}
