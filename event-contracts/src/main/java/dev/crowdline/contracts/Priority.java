package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/** How soon a request needs an answer; the first constant is the most pressing. */
public enum Priority {
  URGENT(0),
  HIGH(1),
  NORMAL(2),
  LOW(3),
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN(-1);

  private static final List<Priority> ALL = List.of(URGENT, HIGH, NORMAL, LOW);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** The priorities that there are, the most pressing first, without UNKNOWN. */
  public static List<Priority> all() {
    return ALL;
  }

  /** This priority; what is not known presses as much as most requests do. */
  public Priority known() {
    return this == UNKNOWN ? NORMAL : this;
  }

  /** 0 for the most pressing; stored where statements order by priority. UNKNOWN has none. */
  public int rank() {
    if (this == UNKNOWN) {
      throw Unknown.got(this);
    }
    return rank;
  }

  /** The more pressing of the two; nothing lowers a priority. */
  public Priority orHigher(Priority other) {
    return other.rank() < rank() ? other : this;
  }

  /** The priority of a rank. */
  public static Priority ofRank(int rank) {
    for (Priority priority : ALL) {
      if (priority.rank == rank) {
        return priority;
      }
    }
    throw new IllegalArgumentException("no priority has the rank " + rank);
  }
}
