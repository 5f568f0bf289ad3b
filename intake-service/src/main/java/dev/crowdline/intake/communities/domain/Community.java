package dev.crowdline.intake.communities.domain;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import java.time.Instant;

/**
 * A tenant: one company's customers, members, skills and policy.
 *
 * @param id a slug, unique and unchangeable
 */
public record Community(
    String id, String name, Pace pace, Policy policy, Terms terms, Instant registeredAt) {

  /** The form of an id. */
  public static final String ID_FORM = "[a-z][a-z0-9-]{1,31}";

  public Community {
    if (!id.matches(ID_FORM)) {
      throw new IllegalArgumentException("id must match " + ID_FORM + ", was " + id);
    }
  }

  /** A new community with the defaults of its pace and the first version of its terms. */
  public static Community begin(String id, String name, Pace pace, String terms, Instant now) {
    return new Community(id, name, pace, Policy.of(pace), new Terms(1, terms), now);
  }
}
