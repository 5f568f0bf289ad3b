package dev.crowdline.intake.understanding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordsTest {
  private static final Topic ROUTER =
      new Topic(
          "router", List.of("router", "wi-fi", "reset"), List.of(new Need("router", 2)), null);
  private static final Topic SIM =
      new Topic("sim", List.of("SIM"), List.of(new Need("mobile", 1)), null);
  private static final Topic SIM_CARD =
      new Topic("sim card", List.of("sim card"), List.of(new Need("mobile", 3)), Tier.SPECIALIST);
  private static final Topic CAFE =
      new Topic("café", List.of("café"), List.of(new Need("food", 1)), null);
  private static final Keywords ALL = new Keywords(List.of(ROUTER, SIM, SIM_CARD, CAFE));

  private static Understood understand(String text) {
    return Understood.by(ALL.in(text));
  }

  @Test
  void wordsAreFoundWhateverCaseAccentsAndPunctuation() {
    assertThat(understand("My ROUTER!").topic()).isEqualTo("router");
    assertThat(understand("wi fi is slow").topic()).isEqualTo("router");
    assertThat(understand("un CAFE, por favor").topic()).isEqualTo("café");
    assertThat(understand("my Sím").topic()).isEqualTo("sim");
  }

  @Test
  void onlyWholeWordsCount() {
    assertThat(understand("a simple question").understood()).isFalse();
    assertThat(understand("routers").understood()).isFalse();
  }

  @Test
  void mostKeywordsWinThenTheLonger() {
    assertThat(understand("reset the router of my sim card").topic()).isEqualTo("router");
    assertThat(understand("my sim card").topic()).isEqualTo("sim card");
    assertThat(understand("my sim card").minimumTier()).isEqualTo(Tier.SPECIALIST);
  }

  @Test
  void whatMatchesNothingGoesToTheGeneralSkillAndSaysSo() {
    Understood nothing = understand("What is the meaning of life?");
    assertThat(nothing.understood()).isFalse();
    assertThat(nothing.needs()).containsExactly(new Need("general", 1));
    assertThat(nothing.evidence().because()).isNotBlank();
  }

  @Test
  void givenNeedsWinOverTheTopicsButItsTierStays() {
    Understood given = understand("my sim card").withNeeds(List.of(new Need("billing", 4)));
    assertThat(given.needs()).containsExactly(new Need("billing", 4));
    assertThat(given.topic()).isEqualTo("sim card");
    assertThat(given.understood()).isTrue();
    assertThat(given.minimumTier()).isEqualTo(Tier.SPECIALIST);
    assertThat(given.evidence().method()).isEqualTo("given");
  }

  @Test
  void theEvidenceNamesWhatWasFound() {
    assertThat(understand("reset my sim card").evidence().matches())
        .extracting(Evidence.Match::topic)
        .containsExactly("sim card", "router", "sim");
  }

  @Test
  void aKeywordMustHaveSomethingToBeFoundBy() {
    assertThat(Keywords.canBeFound("?!")).isFalse();
    assertThat(Keywords.canBeFound("5G")).isTrue();
  }
}
