package dev.crowdline.contracts.sla;

import dev.crowdline.contracts.Tier;
import org.jspecify.annotations.Nullable;

/**
 * A step of the plan is due; routing executes it.
 *
 * @param step 1 for the first of the policy's steps
 * @param last no step is left after this one
 * @param stepId the same in every version of the policy; a step of that id is executed once. Absent
 *     from services that are older than ids: it is the step's number then
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
    boolean alert,
    @Nullable String stepId) {}
