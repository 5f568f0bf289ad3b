package dev.crowdline.intake.sample.domain;

import dev.crowdline.contracts.intake.MessageAdded;

/** A domain must not know what goes over the wire. */
public record DomainThatKnowsAFact(MessageAdded fact) {}
