package dev.crowdline.sla.policies.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** The policy, each new step and each new case with an id of its own. */
  public Policy identified(Supplier<String> ids) {
    return policy
        .withSteps(identified(policy.steps(), ids))
        .withCases(
            policy.allCases().stream()
                .map(each ->
                    new Policy.Case(
                        each.id().isEmpty() ? ids.get() : each.id(),
                        each.name(),
                        each.when(),
                        each.targets(),
                        identified(each.steps(), ids)))
                .toList());
  }

  /** The policy, with the zone in which its contractors' day begins; one that it names stays. */
  public Proposal inZone(Supplier<String> zone) {
    Policy.Cost cost = policy.cost();
    return cost.contractorDayCents() == null || cost.contractorZone() != null
        ? this
        : new Proposal(
            policy.withCost(cost.withContractorDay(cost.contractorDayCents(), zone.get())));
  }

  private static List<Policy.Step> identified(List<Policy.Step> steps, Supplier<String> ids) {
    return steps.stream().map(step -> step.id() == null ? step.withId(ids.get()) : step).toList();
  }

  /** All faults, in the order of the fields; none when it can be put in force. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (policy.waveLimit() < policy.waveSize()) {
      faults.add(new Fault("waveLimit", "must not be below waveSize, " + policy.waveSize()));
    }
    Set<String> ids = new HashSet<>();
    targets(faults, "", policy.targets());
    steps(faults, "", policy.steps(), ids);
    cases(faults, ids);
    cost(faults, policy.cost());
    return faults;
  }

  private void cases(List<Fault> faults, Set<String> stepIds) {
    Set<String> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policy.allCases().size(); i++) {
      Policy.Case each = policy.allCases().get(i);
      String path = "cases[" + i + "]";
      if (!each.id().isEmpty() && !ids.add(each.id())) {
        faults.add(new Fault(path + ".id", "must not be that of another case"));
      }
      if (!names.add(each.name())) {
        faults.add(new Fault(path + ".name", "must not be that of another case"));
      }
      if (each.when().suitsAll()) {
        faults.add(
            new Fault(
                path + ".when",
                "suits every request, so that nothing after it would count: name a priority,"
                    + " channel, topic, language or attribute"));
      }
      targets(faults, path + ".", each.targets());
      steps(faults, path + ".", each.steps(), stepIds);
    }
  }

  private static void targets(
      List<Fault> faults, String path, Map<Priority, Policy.Targets> targets) {
    for (Priority priority : Priority.all()) {
      targets(faults, path + "targets." + priority, Objects.requireNonNull(targets.get(priority)));
    }
  }

  private static void targets(List<Fault> faults, String path, Policy.Targets targets) {
    if (targets.resolutionSeconds() < targets.acceptSeconds()) {
      faults.add(
          new Fault(
              path + ".resolutionSeconds",
              "must not be below acceptSeconds, " + targets.acceptSeconds()));
    }
  }

  /** No two steps share an id, not even those of different cases: routing knows them by it. */
  private static void steps(
      List<Fault> faults, String at, List<Policy.Step> steps, Set<String> ids) {
    int before = 0;
    for (int i = 0; i < steps.size(); i++) {
      Policy.Step step = steps.get(i);
      String path = at + "steps[" + i + "]";
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
      if (step.predicts() && step.percent() > 100) {
        faults.add(
            new Fault(
                path + ".percent",
                "must be at most 100 of a predictive step: no time to accept is left after that"));
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

  private static void contractorDay(List<Fault> faults, Policy.Cost cost) {
    Integer most = cost.contractorDayCents();
    if (most != null && most > 0 && most < cost.contractorCents()) {
      faults.add(
          new Fault(
              "cost.contractorDayCents",
              "must be 0, so that contractors take nothing, or not below contractorCents, "
                  + cost.contractorCents()));
    }
    if (cost.contractorZone() != null
        && !ZoneId.getAvailableZoneIds().contains(cost.contractorZone())) {
      faults.add(
          new Fault(
              "cost.contractorZone",
              "must be a zone of the IANA time zone database, as Europe/Berlin is"));
    }
  }

  private static void cost(List<Fault> faults, Policy.Cost cost) {
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(known -> known.getCurrencyCode().equals(cost.currency()))) {
      faults.add(new Fault("cost.currency", "must be a code of ISO 4217, such as EUR"));
    }
    contractorDay(faults, cost);
  }
}
