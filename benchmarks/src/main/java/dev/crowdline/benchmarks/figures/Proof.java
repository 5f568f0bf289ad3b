package dev.crowdline.benchmarks.figures;

import java.util.Collection;
import java.util.List;

/**
 * Something that must hold when all is done, and whom it does not hold for.
 *
 * @param looked how many were looked at
 * @param failing how many failed
 * @param examples the first of them
 */
public record Proof(String what, long looked, long failing, List<String> examples) {
  private static final int MOST_EXAMPLES = 20;

  /** Of those that it does not hold for. */
  public static Proof of(String what, long looked, Collection<String> failing) {
    return new Proof(
        what, looked, failing.size(), failing.stream().sorted().limit(MOST_EXAMPLES).toList());
  }

  public boolean holds() {
    return failing == 0;
  }
}
