package dev.crowdline.intake.knowledge.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When answers are worth an article. */
class AnsweredTest {
  private static final Answered FIRST = asked("Does my phone work in another country?", "en", 4);
  private static final Answered SECOND =
      asked("Will my phone work when I am in another country?", "en", 5);
  private static final Answered THIRD = asked("Does the phone work in another country?", "en", 5);

  private static Answered asked(String question, String language, int stars) {
    return new Answered(
        UUID.randomUUID(),
        language,
        null,
        question,
        "Switch on roaming.",
        new Article.Author(UUID.randomUUID(), "Ada"),
        stars);
  }

  @Test
  @DisplayName("three like ones are, two are not, itself counts once, another language does not")
  void three() {
    assertThat(Answered.worthArticles(List.of(THIRD), List.of(THIRD, FIRST))).isEmpty();
    assertThat(Answered.worthArticles(List.of(THIRD), List.of(THIRD, THIRD, FIRST))).isEmpty();
    assertThat(
            Answered.worthArticles(
                List.of(THIRD),
                List.of(FIRST, asked(SECOND.question(), "de", 5), asked("A cake", "en", 5))))
        .isEmpty();
    assertThat(Answered.worthArticles(List.of(THIRD), List.of(SECOND, FIRST)))
        .containsExactly(THIRD);
    assertThat(Answered.worthArticles(List.of(FIRST), List.of(THIRD, SECOND)))
        .first()
        .isIn(THIRD, SECOND);
  }

  @Test
  @DisplayName("each of several is judged by itself, and one that is best for two is named once")
  void several() {
    List<Answered> all = List.of(THIRD, SECOND, FIRST);
    Answered cake = asked("How do I bake a cake?", "en", 5);
    Answered low = asked(FIRST.question(), "en", 1);
    Answered lower = asked(FIRST.question(), "en", 0);
    assertThat(Answered.worthArticles(List.of(cake, THIRD), all)).containsExactly(THIRD);
    assertThat(Answered.worthArticles(List.of(low, lower), List.of(SECOND, FIRST)))
        .containsExactly(SECOND);
  }

  @Test
  @DisplayName("a title is its first sentence and never half of a character")
  void title() {
    assertThat(FIRST.content().title()).isEqualTo("Does my phone work in another country");
    assertThat(asked("?!", "en", 0).content().title()).isEqualTo("?!");
    assertThat(asked("😀".repeat(200), "en", 0).content().title()).isEqualTo("😀".repeat(120));
    String question = asked("x" + "😀".repeat(5_000), "en", 0).content().question();
    assertThat(question).hasSizeLessThanOrEqualTo(Article.LONGEST_QUESTION).endsWith("😀");
  }
}
