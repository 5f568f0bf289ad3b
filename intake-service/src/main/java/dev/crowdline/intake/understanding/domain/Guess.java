package dev.crowdline.intake.understanding.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a community's examples say of a text that no keyword names.
 *
 * @param topic null when they are not sure enough
 * @param method what said it: {@code model}, {@code example} for one that is nearly the text, or
 *     {@code sentence} for a second look
 * @param because one sentence for people
 */
public record Guess(
    @Nullable String topic, String method, String because, Evidence.Weighed weighed) {

  /** The method of the model of the examples. */
  static final String MODEL = "model";

  /** The method of a second look. */
  static final String SENTENCE = "sentence";

  /** How probable a topic is. */
  record Probable(String topic, float probability) {}

  /** By how much the most probable is more probable than the second. */
  public static float margin(float[] probabilities) {
    float first = 0;
    float second = 0;
    for (float each : probabilities) {
      if (each > first) {
        second = first;
        first = each;
      } else if (each > second) {
        second = each;
      }
    }
    return first - second;
  }

  static List<Evidence.Probable> shown(List<Probable> best) {
    return best.stream()
        .map(each -> new Evidence.Probable(each.topic(), rounded(each.probability())))
        .toList();
  }

  static double rounded(float value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
