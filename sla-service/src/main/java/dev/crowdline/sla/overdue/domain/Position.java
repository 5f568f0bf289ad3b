package dev.crowdline.sla.overdue.domain;

import dev.crowdline.contracts.Priority;
import java.time.Instant;
import java.util.UUID;

/** Where a request stands in the overdue list: by priority, then by when its clock ends. */
public record Position(Priority priority, Instant dueAt, UUID requestId) {}
