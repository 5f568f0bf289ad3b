package dev.crowdline.intake.understanding.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often examples are told right by a model that has not learned them: they fall into five parts
 * by their marks, and each part is asked of a model of the other four. Of many examples only the
 * first part is asked.
 *
 * @param right how many were told right
 * @param of how many were asked
 */
public record HeldOut(int right, int of) {
  private static final int PARTS = 5;
  private static final int MANY = 2_000;

  /**
   * Asks some of the examples.
   *
   * @param asked marks of those that are asked, ascending; null for all
   */
  static HeldOut of(List<Example> examples, long @Nullable [] asked) {
    Set<Long> of = null;
    if (asked != null) {
      of = HashSet.newHashSet(asked.length);
      for (long mark : asked) {
        of.add(mark);
      }
    }
    int right = 0;
    int count = 0;
    for (int part = 0; part < (examples.size() > MANY ? 1 : PARTS); part++) {
      List<Example> learned = new ArrayList<>();
      List<Example> held = new ArrayList<>();
      for (Example example : examples) {
        long mark = example.mark();
        if (Math.floorMod(mark >>> 7, PARTS) != part) {
          learned.add(example);
        } else if (of == null || of.contains(mark)) {
          held.add(example);
        }
      }
      if (held.isEmpty() || learned.stream().map(Example::topic).distinct().count() < 2) {
        continue;
      }
      TopicModel model = Training.of(learned);
      for (Example example : held) {
        count++;
        if (example.topic().equals(model.best(example.text()))) {
          right++;
        }
      }
    }
    return new HeldOut(right, count);
  }

  /** Whether it is worse than another by more than chance (one standard error) explains. */
  boolean isWorseThan(HeldOut other) {
    if (of == 0 || other.of == 0) {
      return false;
    }
    double share = (double) other.right / other.of;
    double chance = Math.sqrt(share * (1 - share) / other.of);
    return (double) right / of < share - chance;
  }
}
