package dev.crowdline.intake.incidents.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What is said of an incident beside its request. The request has the same id, and where it stands
 * is where the incident stands.
 *
 * @param title a few words for people; no customer's
 */
public record Incident(String community, UUID id, String title, Opener openedBy, Instant openedAt) {

  /** Who opened one. */
  public enum Opener {
    /** Many customers wrote the same within a short time. */
    DETECTOR,
    /** An operator, or a program of the company. */
    OPERATOR
  }
}
