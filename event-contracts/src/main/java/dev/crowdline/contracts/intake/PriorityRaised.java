package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Priority;

/** An operator says that a request is more pressing than it was; nothing lowers a priority. */
public record PriorityRaised(Priority priority) {}
