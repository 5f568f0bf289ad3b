package dev.crowdline.contracts.sla;

import org.jspecify.annotations.Nullable;

/**
 * A step that was not due after all: a pause was heard late, or a changed policy was applied.
 *
 * @param stepId as in {@link EscalationRaised}
 */
public record EscalationWithdrawn(int step, int round, @Nullable String stepId) {}
