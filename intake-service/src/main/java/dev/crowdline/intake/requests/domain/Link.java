package dev.crowdline.intake.requests.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an incident answers a request.
 *
 * @param incidentId null when none does
 * @param toldAt when the incident's answer was told; null before
 * @param splitFrom the incident that it was split out of and not linked to again; who links by
 *     likeness leaves it alone
 */
public record Link(@Nullable UUID incidentId, @Nullable Instant toldAt, @Nullable UUID splitFrom) {
  /** No incident answers it, or ever did. */
  public static final Link NONE = new Link(null, null, null);

  public Link {
    if (toldAt != null && incidentId == null) {
      throw new IllegalArgumentException("what was told was the answer of an incident");
    }
  }

  /** Whether an incident answers it. */
  public boolean isOn() {
    return incidentId != null;
  }

  Link to(UUID incident) {
    return new Link(incident, null, null);
  }

  Link told(Instant at) {
    return new Link(incidentId, at, null);
  }

  Link split() {
    return new Link(null, null, incidentId);
  }
}
