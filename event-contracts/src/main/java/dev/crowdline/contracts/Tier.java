package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/**
 * Who may be offered work. The order of the constants is the order that minimum tiers are compared
 * by: community, then contractor, then specialist.
 */
public enum Tier {
  COMMUNITY(0),
  CONTRACTOR(1),
  SPECIALIST(2),
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN(-1);

  private static final List<Tier> ALL = List.of(COMMUNITY, CONTRACTOR, SPECIALIST);

  private final int rank;

  Tier(int rank) {
    this.rank = rank;
  }

  /** The tiers that there are, the lowest first, without UNKNOWN. */
  public static List<Tier> all() {
    return ALL;
  }

  /** As what a request demands: an unknown one may have been meant to keep everybody else out. */
  public Tier asMinimum() {
    return this == UNKNOWN ? SPECIALIST : this;
  }

  /** As what a person is: an unknown one opens nothing that is not open to all. */
  public Tier asMembers() {
    return this == UNKNOWN ? COMMUNITY : this;
  }

  /** 0 for the lowest; stored where statements compare tiers. UNKNOWN has none. */
  public int rank() {
    if (this == UNKNOWN) {
      throw Unknown.got(this);
    }
    return rank;
  }

  /** Whether a member of this tier may see work whose minimum tier is {@code minimum} (P14). */
  public boolean reaches(Tier minimum) {
    return rank() >= minimum.rank();
  }

  /** The stricter of the two; nothing lowers a minimum tier. */
  public Tier orHigher(Tier other) {
    return reaches(other) ? this : other;
  }
}
