package dev.crowdline.contracts;

/**
 * Who may be offered work. The order of the constants is the order that minimum tiers are compared
 * by: community, then contractor, then specialist.
 */
public enum Tier {
  COMMUNITY(0),
  CONTRACTOR(1),
  SPECIALIST(2);

  private final int rank;

  Tier(int rank) {
    this.rank = rank;
  }

  /** 0 for the lowest; stored where statements compare tiers. */
  public int rank() {
    return rank;
  }

  /** Whether a member of this tier may see work whose minimum tier is {@code minimum} (P14). */
  public boolean reaches(Tier minimum) {
    return rank >= minimum.rank;
  }

  /** The stricter of the two; nothing lowers a minimum tier. */
  public Tier orHigher(Tier other) {
    return reaches(other) ? this : other;
  }
}
