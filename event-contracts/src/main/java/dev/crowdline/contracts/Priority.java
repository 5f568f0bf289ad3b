package dev.crowdline.contracts;

/** How soon a request needs an answer; the first constant is the most pressing. */
public enum Priority {
  URGENT(0),
  HIGH(1),
  NORMAL(2),
  LOW(3);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** 0 for the most pressing; stored where statements order by priority. */
  public int rank() {
    return rank;
  }

  /** The more pressing of the two; nothing lowers a priority. */
  public Priority orHigher(Priority other) {
    return other.rank < rank ? other : this;
  }

  /** The priority of a rank. */
  public static Priority ofRank(int rank) {
    for (Priority priority : values()) {
      if (priority.rank == rank) {
        return priority;
      }
    }
    throw new IllegalArgumentException("no priority has the rank " + rank);
  }
}
