package dev.crowdline.intake.understanding.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a community's examples say of a text that no keyword names.
 *
 * @param topic null when they are not sure enough
 * @param method what said it: {@code model}, or {@code example} for one that is nearly the text
 * @param because one sentence for people
 */
public record Guess(
    @Nullable String topic, String method, String because, Evidence.Weighed weighed) {

  /** How probable a topic is. */
  record Probable(String topic, float probability) {}

  static List<Evidence.Probable> shown(List<Probable> best) {
    return best.stream()
        .map(each -> new Evidence.Probable(each.topic(), rounded(each.probability())))
        .toList();
  }

  static double rounded(float value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
