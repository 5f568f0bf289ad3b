package dev.crowdline.support.sample.one;

import dev.crowdline.support.sample.other.KnowsTheOne;

/** Half of a circle. */
public record KnowsTheOther(KnowsTheOne other) {}
