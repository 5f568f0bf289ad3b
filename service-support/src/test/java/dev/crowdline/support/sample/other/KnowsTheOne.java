package dev.crowdline.support.sample.other;

import dev.crowdline.support.sample.one.KnowsTheOther;

/** The other half of a circle. */
public record KnowsTheOne(KnowsTheOther one) {}
