package dev.crowdline.contracts.rewards;

import dev.crowdline.contracts.EarningRules;

/**
 * An operator changed what a community pays; it counts for what is submitted from now on. As long
 * as there is none, the policy's points count.
 *
 * @param version counts the community's rules, 1 is the first
 */
public record EarningRulesChanged(int version, EarningRules rules) {}
