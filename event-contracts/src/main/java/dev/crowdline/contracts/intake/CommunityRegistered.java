package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;

/**
 * A community exists; its policy in force from now on.
 *
 * @param termsVersion what a member must have accepted before being offered anything
 */
public record CommunityRegistered(String name, Pace pace, Policy policy, int termsVersion) {}
