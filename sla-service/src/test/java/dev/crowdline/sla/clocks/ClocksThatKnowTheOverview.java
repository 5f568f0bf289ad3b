package dev.crowdline.sla.clocks;

import dev.crowdline.sla.overview.domain.Measure;

/** Breaks the rule that the clocks know no feature that builds on them. */
public record ClocksThatKnowTheOverview(Measure measure) {}
