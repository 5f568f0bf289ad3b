package dev.crowdline.routing.routes.domain;

import java.util.UUID;

/** What a member's wish to have a request comes to. */
public sealed interface Taking permits Taking.Taken, Refusal {

  /** The member has the work. */
  record Taken(UUID assignmentId) implements Taking {}
}
