package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a route asks for now, beyond its original needs: escalation widens it, nothing lowers its
 * minimum tier (P14) nor its priority.
 *
 * @param openTiers bit mask by rank of the tiers that escalation and submission let in
 * @param step the place of the furthest escalation step that was taken, 0 for none
 * @param stepsTaken the ids of the steps that were taken
 * @param widened by how many levels needs are lowered, never below 1
 * @param waveFactor what the policy's wave size is multiplied by
 * @param base points that the earning rules pay for it, before escalation raises them
 * @param reward points that a confirmed answer pays when accepted now
 * @param lastStep whether no step of the plan is left
 */
public record Demand(
    Tier minimumTier,
    Priority priority,
    int openTiers,
    int step,
    int widened,
    int waveFactor,
    int base,
    int reward,
    boolean lastStep,
    List<String> stepsTaken) {
  private static final int MOST_WIDENED = 4;
  private static final int MOST_WAVE_FACTOR = 8;

  public Demand {
    stepsTaken = List.copyOf(stepsTaken);
  }

  /** What a submitted request asks for: its community, or the tier that it must have at least. */
  public static Demand of(Tier minimumTier, Priority priority, int reward) {
    return new Demand(
        minimumTier, priority, bit(minimumTier), 0, 0, 1, reward, reward, false, List.of());
  }

  /** One bit per tier. */
  public static int bit(Tier tier) {
    return 1 << tier.rank();
  }

  /** Whether a member of that tier may be offered the route now. */
  public boolean admits(Tier tier) {
    return (openTiers & bit(tier)) != 0 && tier.reaches(minimumTier);
  }

  /** The tiers that may be offered the route now, as a bit mask. */
  public int admitted() {
    int mask = 0;
    for (Tier tier : Tier.all()) {
      mask |= admits(tier) ? bit(tier) : 0;
    }
    return mask;
  }

  /** The needs at the levels that will do now. */
  public List<Need> needed(List<Need> original) {
    if (widened == 0) {
      return original;
    }
    return original.stream()
        .map(need -> new Need(need.skill(), Math.max(1, need.level() - widened)))
        .toList();
  }

  /** Nothing lowers a minimum tier; who may be asked includes at least that tier. */
  public Demand raised(Tier minimum) {
    Tier stricter = minimumTier.orHigher(minimum);
    return new Demand(
        stricter,
        priority,
        openTiers | bit(stricter),
        step,
        widened,
        waveFactor,
        base,
        reward,
        lastStep,
        stepsTaken);
  }

  /**
   * More pressing, which pays at least what that priority pays; what is no raise changes nothing.
   */
  public Demand pressing(Priority to, int rewardOfIt) {
    return priority.orHigher(to) == priority
        ? this
        : new Demand(
            minimumTier,
            to,
            openTiers,
            step,
            widened,
            waveFactor,
            rewardOfIt,
            Math.max(reward, rewardOfIt),
            lastStep,
            stepsTaken);
  }

  /** The needs at their own levels again, as nobody had widened them. */
  Demand asNeeded() {
    return new Demand(
        minimumTier, priority, openTiers, step, 0, waveFactor, base, reward, lastStep, stepsTaken);
  }

  /** The plan has steps left, or has not: another policy was applied to the request. */
  public Demand planned(boolean stepsLeft) {
    return new Demand(
        minimumTier,
        priority,
        openTiers,
        step,
        widened,
        waveFactor,
        base,
        reward,
        !stepsLeft,
        stepsTaken);
  }

  /** A step of the plan; one that was taken before, under whichever policy, changes nothing. */
  public Demand escalated(Escalation escalation) {
    if (stepsTaken.contains(escalation.id())) {
      return this;
    }
    return new Demand(
        minimumTier,
        priority,
        openTiers | escalation.tierBit(),
        Math.max(step, escalation.step()),
        Math.clamp((long) widened + escalation.widenLevels(), widened, MOST_WIDENED),
        Math.clamp((long) waveFactor * escalation.waveFactor(), waveFactor, MOST_WAVE_FACTOR),
        base,
        Math.clamp((long) reward * escalation.rewardPercent() / 100, reward, Integer.MAX_VALUE),
        lastStep || escalation.last(),
        Stream.concat(stepsTaken.stream(), Stream.of(escalation.id())).toList());
  }

  /**
   * An escalation step as routing needs it.
   *
   * @param step its place in the plan that counted
   * @param id the same in every version of the policy
   * @param last whether the plan has no step left
   */
  public record Escalation(
      int step,
      String id,
      boolean last,
      int widenLevels,
      int waveFactor,
      int rewardPercent,
      int tierBit) {}
}
