package dev.crowdline.rewards.sample.web;

import dev.crowdline.contracts.rewards.PointsHeld;

/** Breaks the rule that only messaging knows wire events. */
public record WebThatKnowsAFact(PointsHeld fact) {}
