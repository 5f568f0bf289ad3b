package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import java.time.Duration;
import java.util.List;

/**
 * What the policy said of a request when it was submitted, kept by value: a change of the policy
 * does not rewrite the past.
 *
 * @param customerWaitSeconds how long clocks stand still for a question to the customer
 * @param steps in order of their share
 */
public record Plan(Policy.Targets targets, int customerWaitSeconds, List<Policy.Step> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }

  public static Plan of(Policy policy, Priority priority) {
    return new Plan(policy.targetsOf(priority), policy.customerWaitSeconds(), policy.steps());
  }

  public Duration budget(SlaClock clock) {
    return Duration.ofSeconds(
        switch (clock) {
          case TIME_TO_ACCEPT -> targets.acceptSeconds();
          case FIRST_RESPONSE -> targets.firstResponseSeconds();
          case RESOLUTION -> targets.resolutionSeconds();
        });
  }

  Duration customerWait() {
    return Duration.ofSeconds(customerWaitSeconds);
  }

  /** The first moment's worth of time at which that share is used. */
  Duration share(SlaClock clock, int percent) {
    return Duration.ofNanos(Math.ceilDiv(budget(clock).toNanos() / 1_000 * percent, 100) * 1_000);
  }

  /** Share of a budget, in whole percent, cut and not rounded: 100 means that it is used up. */
  int percent(SlaClock clock, Duration used) {
    long budget = Math.max(1, budget(clock).toMillis());
    return (int) Math.min(Integer.MAX_VALUE, used.toMillis() * 100 / budget);
  }
}
