package dev.crowdline.contracts.routing;

/** A member is present at a site, after being at none. */
public record MemberCameOnline(String site) {}
