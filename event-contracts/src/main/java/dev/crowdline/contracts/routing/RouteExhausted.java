package dev.crowdline.contracts.routing;

/**
 * No step of the plan is left; the route stays listed and is matched whenever somebody suitable
 * comes.
 */
public record RouteExhausted(int round) {}
