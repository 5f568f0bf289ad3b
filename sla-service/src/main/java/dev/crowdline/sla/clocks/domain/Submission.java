package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer asked.
 *
 * @param policyVersion the version of the policy that intake found in force; null when it said none
 * @param topic that it was understood as; null when none was found
 * @param dial of its topic; null when that had none
 * @param plan null until the community's policy is known
 */
public record Submission(
    Instant at,
    Priority priority,
    @Nullable Integer policyVersion,
    @Nullable String topic,
    @Nullable Dial dial,
    @Nullable Plan plan) {

  /** The same under a plan. */
  Submission under(Plan other) {
    return new Submission(at, priority, policyVersion, topic, dial, other);
  }
}
