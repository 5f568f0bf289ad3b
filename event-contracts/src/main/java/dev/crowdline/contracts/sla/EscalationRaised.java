package dev.crowdline.contracts.sla;

import dev.crowdline.contracts.Tier;
import org.jspecify.annotations.Nullable;

/**
 * A step of the plan is due; routing executes it.
 *
 * @param step 1 for the first of the policy's steps
 * @param last no step is left after this one
 * @param usedPercent share of the budget used when it was raised, the larger of the two clocks
 */
public record EscalationRaised(
    int step,
    boolean last,
    int round,
    int usedPercent,
    int widenLevels,
    int waveFactor,
    int rewardPercent,
    @Nullable Tier tier,
    boolean alert) {}
