package dev.crowdline.routing.presence.domain;

/**
 * Where a member is: at a site, by way of a replica.
 *
 * @param socket connected, rather than there by request
 */
public record Place(String site, String replica, boolean socket) {}
