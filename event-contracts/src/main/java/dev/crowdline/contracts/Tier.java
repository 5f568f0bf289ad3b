package dev.crowdline.contracts;

/**
 * Who may be offered work. The order of the constants is the order that minimum tiers are compared
 * by: community, then contractor, then specialist.
 */
public enum Tier {
  COMMUNITY,
  CONTRACTOR,
  SPECIALIST;

  /** Whether a member of this tier may see work whose minimum tier is {@code minimum} (P14). */
  public boolean reaches(Tier minimum) {
    return compareTo(minimum) >= 0;
  }

  /** The stricter of the two; nothing lowers a minimum tier. */
  public Tier orHigher(Tier other) {
    return reaches(other) ? this : other;
  }
}
