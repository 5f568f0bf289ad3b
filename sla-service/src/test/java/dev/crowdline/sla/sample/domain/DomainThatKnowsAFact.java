package dev.crowdline.sla.sample.domain;

import dev.crowdline.contracts.intake.RequestCancelled;

/** Breaks the rule that the domain imports the JDK and the vocabulary only. */
public record DomainThatKnowsAFact(RequestCancelled fact) {}
