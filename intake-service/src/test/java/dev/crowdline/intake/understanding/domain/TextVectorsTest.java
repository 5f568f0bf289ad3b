package dev.crowdline.intake.understanding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextVectorsTest {
  private static float alike(String a, String b) {
    return TextVectors.cosine(TextVectors.of(a), TextVectors.of(b));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The internet is down in my street | we have an internet outage | How do I cancel my contract?
          My card has not arrived | I am still waiting for the card | the exchange rate is wrong
          Das Internet ist ausgefallen | Internetausfall bei uns in der Straße | Meine Rechnung ist zu hoch
          Ich möchte meinen Vertrag kündigen | Kündigung meines Vertrags | Kein Netz seit heute morgen
          """)
  void whatMeansAlikeIsMoreAlikeThanWhatDoesNot(String text, String same, String other) {
    assertThat(alike(text, same)).isGreaterThan(alike(text, other) + 0.15f);
  }

  @Test
  void caseAccentsAndPunctuationChangeNothing() {
    assertThat(alike("Können Sie die STRASSE prüfen?", "konnen sie die straße, prufen"))
        .isCloseTo(1, within(0.0001f));
  }

  @Test
  void aVectorHasLengthOne() {
    float[] vector = TextVectors.of("the router blinks red");
    assertThat(vector).hasSize(TextVectors.DIMENSIONS);
    assertThat(TextVectors.cosine(vector, vector)).isCloseTo(1, within(0.0001f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "😀👍🏽🇩🇪", "?!…", "\uD800", "\uDC00 \uD83D"})
  void aTextWithoutWordsIsLikeNothing(String text) {
    assertThat(TextVectors.of(text)).containsOnly(0);
    assertThat(alike(text, "the router blinks red")).isZero();
  }

  @Test
  void onlyTheBeginningOfALongTextIsReadAndNeverHalfOfAPair() {
    String long1 = "a ".repeat(10_000);
    assertThat(TextVectors.of(long1)).isEqualTo(TextVectors.of(long1 + "router"));
    String cut = "x".repeat(TextVectors.READ - 1) + "😀 router";
    assertThat(TextVectors.of(cut)).isEqualTo(TextVectors.of("x".repeat(TextVectors.READ - 1)));
  }

  @Test
  void wordsOfEveryScriptAreTold() {
    for (String text :
        List.of("Роутер не работает", "الراوتر لا يعمل", "路由器坏了", "राउटर", "router 路由器 Роутер")) {
      assertThat(alike(text, text)).as(text).isCloseTo(1, within(0.0001f));
    }
    assertThat(alike("Роутер не работает", "роутер сломался"))
        .isGreaterThan(alike("Роутер не работает", "где моя карта"));
  }
}
