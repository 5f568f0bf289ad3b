package dev.crowdline.intake.incidents.avalanche;

import dev.crowdline.intake.incidents.domain.Gist;
import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.TextVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What customers write, as directions.
 *
 * @param usual what they always write, by what it is about
 * @param outage what they write when something is down: one category, in as many words as it has
 */
record Texts(List<List<float[]>> usual, List<float[]> outage) {

  /**
   * Takes one category for the outage and all others for what is usual.
   *
   * @throws IllegalArgumentException when there is no such category, or no other
   */
  static Texts of(List<Example> examples, String outage) {
    Map<String, List<float[]>> byCategory = new TreeMap<>();
    for (Example example : examples) {
      byCategory
          .computeIfAbsent(example.topic(), k -> new ArrayList<>())
          .add(TextVectors.of(Gist.of(example.text())));
    }
    List<float[]> down = byCategory.remove(outage);
    if (down == null) {
      throw new IllegalArgumentException(
          "no text is of the category " + outage + "; there are " + byCategory.keySet());
    }
    if (byCategory.isEmpty()) {
      throw new IllegalArgumentException("all texts are of the category " + outage);
    }
    return new Texts(List.copyOf(byCategory.values()), down);
  }
}
