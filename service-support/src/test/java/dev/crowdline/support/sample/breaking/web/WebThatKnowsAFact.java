package dev.crowdline.support.sample.breaking.web;

import dev.crowdline.contracts.routing.OfferDeclined;

/** Breaks the rule that what is shown is not what travels. */
public record WebThatKnowsAFact(OfferDeclined fact) {}
