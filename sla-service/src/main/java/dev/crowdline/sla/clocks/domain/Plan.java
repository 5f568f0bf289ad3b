package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.sla.calendars.domain.AlwaysOpen;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.domain.WorkingTime;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy said of a request when it was submitted, kept by value: a change of the policy
 * does not rewrite the past.
 *
 * @param customerWaitSeconds how long clocks stand still for a question to the customer
 * @param steps in order of their share, each with an id
 * @param byPriority the targets of every priority, for when it is raised; null in plans that were
 *     stored before priorities could be raised, which keep their targets
 * @param policyVersion the version of the policy that says so; null in plans that were stored
 *     before policies had versions, which is the first
 * @param forCase the case of the policy that suits the request; null when none does
 * @param calendar in which targets and steps count; null as long as its community has none, so that
 *     all time does
 */
public record Plan(
    Policy.Targets targets,
    int customerWaitSeconds,
    List<Policy.Step> steps,
    @Nullable Map<Priority, Policy.Targets> byPriority,
    @Nullable Integer policyVersion,
    @Nullable Case forCase,
    @Nullable CalendarVersion calendar) {
  /** A case of the policy, as it was named. */
  public record Case(String id, String name) {}

  public Plan {
    steps = Policy.identified(steps);
    // In the order of the constants, so that the same plan always has the same fingerprint.
    byPriority = byPriority == null ? null : Collections.unmodifiableMap(new EnumMap<>(byPriority));
  }

  /**
   * What a policy says of a request.
   *
   * @param traits null when the policy tells no requests apart, or nothing is known of this one
   */
  public static Plan of(Policy policy, int version, Priority priority, @Nullable Traits traits) {
    Policy.Case suits = traits == null ? null : traits.caseOf(policy);
    Map<Priority, Policy.Targets> targets = suits == null ? policy.targets() : suits.targets();
    return new Plan(
        Objects.requireNonNull(targets.get(priority), "a policy has targets for every priority"),
        policy.customerWaitSeconds(),
        suits == null ? policy.steps() : suits.steps(),
        targets,
        version,
        suits == null ? null : new Case(suits.id(), suits.name()),
        null);
  }

  /** The same in another calendar. */
  public Plan in(@Nullable CalendarVersion other) {
    return new Plan(targets, customerWaitSeconds, steps, byPriority, policyVersion, forCase, other);
  }

  /** Which version of its community's calendar it counts in. */
  public int calendarVersion() {
    return calendar == null ? CalendarVersion.FIRST.version() : calendar.version();
  }

  WorkingTime working() {
    return calendar == null ? AlwaysOpen.TIME : calendar.time();
  }

  /** Which version of its community's policy it follows. */
  public int version() {
    return policyVersion == null ? 1 : policyVersion;
  }

  /** The step of that id; null when this plan has none. */
  public Policy.@Nullable Step step(String id) {
    return steps.stream().filter(step -> id.equals(step.id())).findFirst().orElse(null);
  }

  /** The steps that are not among those raised, in order of their share. */
  List<Policy.Step> notRaised(List<RaisedStep> raised) {
    Set<String> ids = raised.stream().map(RaisedStep::stepId).collect(Collectors.toSet());
    return steps.stream().filter(step -> !ids.contains(step.id())).toList();
  }

  /** Null when there is no target for it. */
  public @Nullable Duration budget(SlaClock clock) {
    return budget(targets, clock);
  }

  /** The targets once the priority is raised to that. */
  Policy.Targets targetsOf(Priority raised) {
    return byPriority == null ? targets : byPriority.getOrDefault(raised, targets);
  }

  /** Null when there is no target for it, which may be so of NEXT_RESPONSE. */
  static @Nullable Duration budget(Policy.Targets targets, SlaClock clock) {
    Integer seconds =
        switch (clock) {
          case TIME_TO_ACCEPT -> (Integer) targets.acceptSeconds();
          case FIRST_RESPONSE -> (Integer) targets.firstResponseSeconds();
          case NEXT_RESPONSE -> targets.nextResponseSeconds();
          case RESOLUTION -> (Integer) targets.resolutionSeconds();
          case UNKNOWN -> throw Unknown.got(clock);
        };
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  Duration customerWait() {
    return Duration.ofSeconds(customerWaitSeconds);
  }

  /** The first moment's worth of time at which that share is used. */
  static Duration share(Duration budget, int percent) {
    return Duration.ofNanos(Math.ceilDiv(budget.toNanos() / 1_000 * percent, 100) * 1_000);
  }
}
