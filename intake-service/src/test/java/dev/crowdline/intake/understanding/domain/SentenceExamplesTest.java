package dev.crowdline.intake.understanding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SentenceExamplesTest {
  private static final List<String> TOPICS = List.of("billing", "outage");
  private static final float[] EVERYDAY = {0, 0, 1};

  private final List<String> asked = new ArrayList<>();
  private final Map<String, float[]> directions =
      Map.of(
          "the invoice", new float[] {1, 0, 0},
          "the bill", new float[] {0.95f, 0.3122f, 0},
          "no network", new float[] {0, 1, 0});

  private float[][] see(List<String> texts) {
    asked.addAll(texts);
    return texts.stream()
        .map(text -> directions.getOrDefault(text, EVERYDAY))
        .toArray(float[][]::new);
  }

  private SentenceExamples of(Example... examples) {
    return SentenceExamples.ofNoTopic(this::see).replacedBy(List.of(examples), this::see);
  }

  private final SentenceExamples examples =
      of(Example.of("the invoice", "billing"), Example.of("no network", "outage"));

  private static float[] direction(double... values) {
    float[] direction = new float[values.length];
    for (int d = 0; d < values.length; d++) {
      direction[d] = (float) values[d];
    }
    return direction;
  }

  @Test
  @DisplayName("what is like an example is probably of its topic")
  void isOfItsTopic() {
    float[] said = examples.probabilities(direction(1, 0, 0), TOPICS, null);
    assertThat(said[0]).isGreaterThan(0.99f);
    assertThat(said[1]).isLessThan(0.01f);
  }

  @Test
  @DisplayName("what is like no example is of none, though one is nearer than the other")
  void isOfNone() {
    float[] said = examples.probabilities(direction(0.4, 0.1, 0.1), TOPICS, null);
    assertThat(said[0] + said[1]).isLessThan(0.1f);
    float[] everyday = examples.probabilities(EVERYDAY, TOPICS, null);
    assertThat(everyday[0] + everyday[1]).isLessThan(0.001f);
  }

  @Test
  @DisplayName("the fast model's word decides where the examples do not")
  void goesByTheFastModelToo() {
    float[] between = direction(0.7, 0.7, 0);
    float[] even = examples.probabilities(between, TOPICS, null);
    assertThat(even[0]).isCloseTo(even[1], within(0.01f));
    float[] said = examples.probabilities(between, TOPICS, new float[] {0.1f, 0.85f});
    assertThat(said[1]).isGreaterThan(2 * said[0]);
  }

  @Test
  @DisplayName("only what is new is looked at, and what was taken away counts no more (P13)")
  void looksAtWhatIsNew() {
    asked.clear();
    SentenceExamples next =
        examples.replacedBy(
            List.of(Example.of("the bill", "billing"), Example.of("no network", "outage")),
            this::see);
    assertThat(asked).containsExactly("the bill");
    assertThat(next.nearest(direction(1, 0, 0), TOPICS, 3))
        .extracting(near -> near.example().text())
        .containsExactly("the bill", "no network");
    assertThat(next.bytes()).isCloseTo(examples.bytes(), within(20L));
  }
}
