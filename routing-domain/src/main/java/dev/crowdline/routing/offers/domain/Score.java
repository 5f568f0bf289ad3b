package dev.crowdline.routing.offers.domain;

import java.util.List;

/**
 * Why a member was ranked as it was: the sum of the parts' contributions.
 *
 * @param value higher is asked first
 */
public record Score(double value, List<Part> parts) {
  public Score {
    parts = List.copyOf(parts);
  }

  /**
   * One reason.
   *
   * @param weight of the reason in the policy
   * @param value between 0 and 1
   */
  public record Part(String name, double weight, double value, String because) {
    /** What the part adds to the score. */
    public double contribution() {
      return weight * value;
    }
  }

  /** The sum of the parts. */
  public static Score of(List<Part> parts) {
    return new Score(parts.stream().mapToDouble(Part::contribution).sum(), parts);
  }
}
