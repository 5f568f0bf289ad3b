package dev.crowdline.rewards.rules.domain;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Priority;
import org.jspecify.annotations.Nullable;

/** What rules look at to say what an answer pays. */
public record Basis(Priority priority, @Nullable String topic, String language, int level) {
  /** Points by these rules, before escalation and the day's cap. */
  public int pays(EarningRules rules) {
    return rules.pays(priority, topic, language, level);
  }
}
