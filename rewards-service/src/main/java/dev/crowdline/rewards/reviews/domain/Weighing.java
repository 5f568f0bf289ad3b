package dev.crowdline.rewards.reviews.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What several verdicts on one answer come to. */
public final class Weighing {
  private Weighing() {}

  /**
   * The verdict, or null while another reviewer has to judge. One is enough unless two are wanted.
   * Two from which the same follows come to the less friendly of them; when something else follows,
   * a third judges, and the one in the middle counts.
   *
   * @param given one or more
   */
  public static @Nullable ReviewVerdict of(List<ReviewVerdict> given, boolean twice) {
    List<ReviewVerdict> sorted = given.stream().sorted().toList();
    return switch (sorted.size()) {
      case 1 -> twice ? null : sorted.getFirst();
      case 2 -> sorted.getFirst().follows() == sorted.getLast().follows() ? sorted.getLast() : null;
      case 3 -> sorted.get(1);
      default -> throw new IllegalArgumentException(sorted.size() + " verdicts on one answer");
    };
  }
}
