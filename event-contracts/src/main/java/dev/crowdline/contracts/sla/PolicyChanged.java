package dev.crowdline.contracts.sla;

import dev.crowdline.contracts.Policy;

/**
 * An operator changed a community's policy; it is in force for what is submitted from now on.
 *
 * @param version counts the policies of the community: 1 is the one it was registered with
 */
public record PolicyChanged(int version, Policy policy) {}
