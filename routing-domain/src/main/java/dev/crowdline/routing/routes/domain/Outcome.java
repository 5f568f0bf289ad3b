package dev.crowdline.routing.routes.domain;

/** What a command comes to. */
public sealed interface Outcome permits Decision, Refusal {}
