package dev.crowdline.intake.understanding.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a community as a sentence model sees them, and everyday lines that are about no
 * topic; and how probable each topic is for a text that it sees likewise (ADR 49). It never
 * changes.
 *
 * <p>An example counts e^(20 (cosine - 1)) for its topic: the same text for one, one of cosine .9
 * for a seventh, and so many of .8 as there may be for little each. That nothing is like the text
 * counts for "none of these", as an example of cosine .55 would. The numbers were chosen on parts
 * of the training splits of BANKING77 and CLINC150.
 */
public final class SentenceExamples {
  private static final double SHARPNESS = 20;
  private static final double STRANGE = 0.55;

  /** What the fast model's word weighs beside: it has seen the same examples. */
  private static final double FAST = 0.5;

  private static final double IMPROBABLE = 1e-6;
  private static final int BYTES_OF_ONE = 150;

  /** What is about no topic is kept under no name. */
  private static final String NONE = "";

  private final List<Known> known;

  private SentenceExamples(List<Known> known) {
    this.known = known;
  }

  /** An example with its direction, in steps of a byte each. */
  private record Known(Example example, byte[] steps, float step) {
    static Known of(Example example, float[] direction) {
      float highest = 0;
      for (float value : direction) {
        highest = Math.max(highest, Math.abs(value));
      }
      float step = highest / Byte.MAX_VALUE;
      byte[] steps = new byte[direction.length];
      for (int d = 0; d < steps.length; d++) {
        steps[d] = step == 0 ? 0 : (byte) Math.round(direction[d] / step);
      }
      return new Known(example, steps, step);
    }

    float cosine(float[] direction) {
      float sum = 0;
      for (int d = 0; d < steps.length; d++) {
        sum += direction[d] * steps[d];
      }
      return sum * step;
    }
  }

  /**
   * The everyday lines alone.
   *
   * @param directions of texts, of length one each
   */
  public static SentenceExamples ofNoTopic(Function<List<String>, float[][]> directions) {
    List<Known> known = new ArrayList<>();
    List<String> lines = Training.BACKGROUND;
    float[][] of = directions.apply(lines);
    for (int i = 0; i < lines.size(); i++) {
      known.add(Known.of(Example.of(lines.get(i), NONE), of[i]));
    }
    return new SentenceExamples(known);
  }

  /** The same with the examples as they are now; only those that are new are looked at. */
  public SentenceExamples replacedBy(
      Collection<Example> now, Function<List<String>, float[][]> directions) {
    Map<Example, Known> before = new HashMap<>();
    List<Known> next = new ArrayList<>();
    for (Known each : known) {
      if (each.example().topic().equals(NONE)) {
        next.add(each);
      } else {
        before.put(each.example(), each);
      }
    }
    List<Example> fresh = new ArrayList<>();
    for (Example example : now) {
      Known same = before.get(example);
      if (same == null) {
        fresh.add(example);
      } else {
        next.add(same);
      }
    }
    float[][] of = directions.apply(fresh.stream().map(Example::text).toList());
    for (int i = 0; i < of.length; i++) {
      next.add(Known.of(fresh.get(i), of[i]));
    }
    return new SentenceExamples(next);
  }

  /** What they hold of the heap, roughly. */
  public long bytes() {
    return known.stream()
        .mapToLong(each -> BYTES_OF_ONE + each.steps().length + 2L * each.example().text().length())
        .sum();
  }

  /**
   * How probable each of some topics is; what is missing to one is that the text is about none of
   * them.
   *
   * @param fast what the fast model says of the same topics; null asks the examples alone
   */
  public float[] probabilities(float[] direction, List<String> topics, float @Nullable [] fast) {
    Map<String, Integer> places = HashMap.newHashMap(topics.size() + 1);
    for (int k = 0; k < topics.size(); k++) {
      places.put(topics.get(k), k);
    }
    int none = topics.size();
    places.put(NONE, none);
    double[] count = new double[none + 1];
    count[none] = alike(STRANGE);
    for (Known each : known) {
      Integer place = places.get(each.example().topic());
      if (place != null) {
        count[place] += alike(each.cosine(direction));
      }
    }
    float[] scores = new float[none + 1];
    double rest = 1;
    for (int k = 0; k <= none; k++) {
      double before = fast == null ? 1 : k < none ? fast[k] : Math.max(0, rest);
      rest -= before;
      scores[k] =
          (float) (FAST * Math.log(before + IMPROBABLE) + Math.log(count[k] + Double.MIN_NORMAL));
    }
    return Arrays.copyOf(TopicModel.softmax(scores), none);
  }

  private static double alike(double cosine) {
    return Math.exp(SHARPNESS * (cosine - 1));
  }

  /** Those of some topics that are most like a text, the most alike first. */
  List<Examples.Near> nearest(float[] direction, Collection<String> topics, int most) {
    return known.stream()
        .filter(each -> topics.contains(each.example().topic()))
        .map(each -> new Examples.Near(each.example(), each.cosine(direction)))
        .sorted((a, b) -> Float.compare(b.likeness(), a.likeness()))
        .limit(most)
        .toList();
  }
}
