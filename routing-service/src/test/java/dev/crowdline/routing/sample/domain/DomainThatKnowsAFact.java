package dev.crowdline.routing.sample.domain;

import dev.crowdline.contracts.routing.RouteExhausted;

/** Breaks the rule that the domain knows the vocabulary of the contracts and no fact. */
public record DomainThatKnowsAFact(RouteExhausted fact) {}
