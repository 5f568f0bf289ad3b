package dev.crowdline.sla.overdue.domain;

import dev.crowdline.contracts.Priority;
import java.time.Instant;
import java.util.UUID;

/**
 * Where a request stands in the overdue list, which is sorted by what is lost by waiting: what
 * nobody works on before what somebody does, as that loses nothing; then by the share of the budget
 * that its most pressing clock has used, the largest first; what has used the same, in whole
 * percent, by priority and then by age. Shares count what each customer was promised, so ten
 * minutes are much to an urgent request and little to one that has a day.
 *
 * @param at the moment at which the shares were taken; the following pages go by the same
 * @param usedPercent of that clock's budget, cut to whole percent
 */
public record Position(
    Instant at,
    boolean taken,
    long usedPercent,
    Priority priority,
    Instant submittedAt,
    UUID requestId) {}
