package dev.crowdline.intake.understanding.sentences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.intake.understanding.domain.TextVectors;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SentenceModelTest {
  @Test
  @DisplayName("texts that mean alike in other words point alike")
  void meansAlike() {
    try (SentenceModel model = SentenceModel.load()) {
      float[][] of =
          model.vectors(
              List.of(
                  "How do I get my money back?",
                  "I would like a refund, please",
                  "Nothing loads, the internet is down"));
      assertThat(TextVectors.cosine(of[0], of[0])).isCloseTo(1, within(1e-4f));
      assertThat(TextVectors.cosine(of[0], of[1])).isGreaterThan(0.5f);
      assertThat(TextVectors.cosine(of[0], of[2])).isLessThan(0.25f);
    }
  }

  @Test
  @DisplayName("a text points where it does, whatever is asked beside it")
  void isNotMovedByOthers() {
    try (SentenceModel model = SentenceModel.load()) {
      float[] alone = model.vectors(List.of("How do I get my money back?"))[0];
      float[] among =
          model.vectors(List.of("no ".repeat(200), "How do I get my money back?", "", "Hi"))[1];
      assertThat(TextVectors.cosine(alone, among)).isGreaterThan(0.98f);
      assertThat(model.vectors(List.of())).isEmpty();
    }
  }
}
