package dev.crowdline.routing.assignments.web;

import java.util.UUID;

/** Tells a member's other pages what the member's own command has changed, and read already. */
public interface TellingOwnWork {
  void assignmentChanged(UUID memberId, AssignmentView view);
}
