package dev.crowdline.intake.knowledge.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.intake.knowledge.domain.Findable.Found;
import dev.crowdline.intake.knowledge.domain.Findable.Told;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Articles are found by what they mean and by their words, in one ranking. */
class FindableTest {
  private static final UUID ROAMING = UUID.randomUUID();
  private static final UUID INVOICE = UUID.randomUUID();
  private static final UUID ROUTER = UUID.randomUUID();
  private static final Findable ARTICLES =
      Findable.of(
          List.of(
              new Told(ROAMING, "Use your phone abroad", "Does my phone work in another country?"),
              new Told(INVOICE, "Read your invoice", "Why is my bill higher than last month?"),
              new Told(ROUTER, "Restart the router", "The router has no internet connection")));

  @Test
  @DisplayName("other words for the same are found, and are like enough to be suggested")
  void byMeaning() {
    List<Found> found =
        ARTICLES.find("Will my phone work when I am in another country?", List.of());
    assertThat(found).first().extracting(Found::id).isEqualTo(ROAMING);
    assertThat(found.getFirst().likeness()).isGreaterThan(Findable.SUGGESTED);
  }

  @Test
  @DisplayName("what has nothing in common is not suggested")
  void unlike() {
    assertThat(ARTICLES.find("How do I bake a chocolate cake for twelve people?", List.of()))
        .allMatch(each -> each.likeness() < Findable.SUGGESTED);
    assertThat(ARTICLES.find("", List.of())).isEmpty();
  }

  @Test
  @DisplayName("what both ways find goes before what one finds")
  void fused() {
    assertThat(ARTICLES.find("my invoice is higher than last month", List.of(ROUTER, INVOICE)))
        .extracting(Found::id)
        .startsWith(INVOICE)
        .contains(ROUTER);
    assertThat(ARTICLES.find("xyzzy", List.of(ROUTER)))
        .extracting(Found::id)
        .containsExactly(ROUTER);
  }
}
