package dev.crowdline.sla.policies.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A policy that an operator would have, each number within its bounds, and what is wrong with them
 * together. A plan only widens: each step adds to what those before it did, so none may narrow, and
 * they come in the order of their shares.
 */
public record Proposal(Policy policy) {
  /** What is wrong with a field, by its path. */
  public record Fault(String field, String reason) {}

  /** The policy, each new step with an id of its own. */
  public Policy identified(Supplier<String> ids) {
    List<Policy.Step> steps = new ArrayList<>();
    for (Policy.Step step : policy.steps()) {
      steps.add(step.id() == null ? step.withId(ids.get()) : step);
    }
    return policy.withSteps(steps);
  }

  /** All faults, in the order of the fields; none when it can be put in force. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (policy.waveLimit() < policy.waveSize()) {
      faults.add(new Fault("waveLimit", "must not be below waveSize, " + policy.waveSize()));
    }
    for (Priority priority : Priority.all()) {
      targets(faults, "targets." + priority, policy.targetsOf(priority));
    }
    steps(faults);
    cost(faults, policy.cost());
    return faults;
  }

  private static void targets(List<Fault> faults, String path, Policy.Targets targets) {
    if (targets.resolutionSeconds() < targets.acceptSeconds()) {
      faults.add(
          new Fault(
              path + ".resolutionSeconds",
              "must not be below acceptSeconds, " + targets.acceptSeconds()));
    }
  }

  private void steps(List<Fault> faults) {
    Set<String> ids = new HashSet<>();
    int before = 0;
    for (int i = 0; i < policy.steps().size(); i++) {
      Policy.Step step = policy.steps().get(i);
      String path = "steps[" + i + "]";
      if (step.percent() < before) {
        faults.add(
            new Fault(
                path + ".percent", "must not be below that of the step before it, " + before));
      }
      before = Math.max(before, step.percent());
      if (doesNothing(step)) {
        faults.add(
            new Fault(
                path,
                "does nothing: widen, enlarge waves, raise the reward, name a tier or alert"));
      }
      if (step.id() != null && !ids.add(step.id())) {
        faults.add(new Fault(path + ".id", "must not be that of another step"));
      }
    }
  }

  private static boolean doesNothing(Policy.Step step) {
    return step.widenLevels() == 0
        && step.waveFactor() == 1
        && step.rewardPercent() == 100
        && step.tier() == null
        && !step.alert();
  }

  private static void cost(List<Fault> faults, Policy.Cost cost) {
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(known -> known.getCurrencyCode().equals(cost.currency()))) {
      faults.add(new Fault("cost.currency", "must be a code of ISO 4217, such as EUR"));
    }
  }
}
