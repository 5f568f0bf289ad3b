package dev.crowdline.intake.understanding.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The examples of a community with their directions, ready to be likened to a text. */
public final class Examples {
  /** None. */
  public static final Examples NONE = new Examples(List.of());

  private static final int BYTES_OF_ONE = 120;

  private final List<Known> known;

  private Examples(List<Known> known) {
    this.known = known;
  }

  /** An example, its direction and its mark. */
  record Known(Example example, float[] direction, long mark) {
    static Known of(Example example) {
      return new Known(example, TextVectors.of(example.text()), example.mark());
    }
  }

  /**
   * An example that is like a text.
   *
   * @param likeness see {@link TextVectors#cosine}
   */
  public record Near(Example example, float likeness) {}

  /** The same with the examples as they are now; those that stay are not looked at again. */
  public Examples replacedBy(Collection<Example> now) {
    Map<Example, Known> before = HashMap.newHashMap(known.size());
    known.forEach(each -> before.put(each.example(), each));
    List<Known> next = new ArrayList<>(now.size());
    for (Example example : now) {
      Known same = before.get(example);
      next.add(same == null ? Known.of(example) : same);
    }
    return new Examples(next);
  }

  /** The examples themselves. */
  public List<Example> given() {
    return known.stream().map(Known::example).toList();
  }

  List<Known> all() {
    return known;
  }

  /** What they hold of the heap, roughly. */
  public long bytes() {
    return known.stream()
        .mapToLong(each ->
            BYTES_OF_ONE + 2L * each.example().text().length() + 4L * TextVectors.DIMENSIONS)
        .sum();
  }

  /** Those of some that are most like a direction, the most alike first. */
  static List<Near> nearest(float[] direction, Iterable<Known> some, int most) {
    List<Near> near = new ArrayList<>();
    for (Known each : some) {
      float likeness = TextVectors.cosine(direction, each.direction());
      if (near.size() < most || likeness > near.getLast().likeness()) {
        near.add(new Near(each.example(), likeness));
        near.sort(Comparator.comparingDouble(Near::likeness).reversed());
        if (near.size() > most) {
          near.removeLast();
        }
      }
    }
    return List.copyOf(near);
  }
}
