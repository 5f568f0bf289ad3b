package dev.crowdline.support.sample.breaking.domain;

import dev.crowdline.contracts.intake.MessageAdded;

/** Breaks the rule that the domain does not know what goes over the wire. */
public record DomainThatKnowsAFact(MessageAdded fact) {}
