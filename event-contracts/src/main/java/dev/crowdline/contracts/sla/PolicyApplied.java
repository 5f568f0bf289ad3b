package dev.crowdline.contracts.sla;

/**
 * A request that is not finished goes by another version of its community's policy than it began
 * under, as if that had been in force from the start; who was asked meanwhile stays asked.
 *
 * @param policyVersion the version that counts from now on
 * @param stepsLeft whether the plan has steps that were not raised
 */
public record PolicyApplied(int policyVersion, boolean stepsLeft) {}
