package dev.crowdline.contracts.sla;

/** A step that was not due after all: a pause was heard late. */
public record EscalationWithdrawn(int step, int round) {}
