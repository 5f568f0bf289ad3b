package dev.crowdline.sla.sample.web;

import dev.crowdline.contracts.sla.TargetMet;

/** Breaks the rule that only messaging knows wire events. */
public record WebThatKnowsAFact(TargetMet fact) {}
