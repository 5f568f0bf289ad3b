package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "en, en, en",
    "EN-us, en-US, en",
    "eng, en, en",
    "ger, de, de",
    "iw, he, he",
    "he, he, he",
    "in, id, id",
    "no, nb, nb",
    "nb, nb, nb",
    "no-NO, nb-NO, nb",
    "nn, nn, nn",
    "zh-cmn-Hans-CN, zh-Hans-CN, zh",
    "cmn, zh, zh",
    "yue, yue, yue",
    "zh-min-nan, nan, nan",
    "tlh, tlh, tlh",
    "pt-BR, pt-BR, pt",
    "sh, sr-Latn, sr"
  })
  void aLanguageHasOneForm(String given, String canonical, String primary) {
    assertThat(Language.canonical(given)).contains(canonical);
    assertThat(Language.canonical(canonical)).contains(canonical);
    assertThat(Language.primary(given)).isEqualTo(primary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "e",
        "und",
        "und-Latn",
        "mul",
        "zxx",
        "x-klingon",
        "qq",
        "xx",
        "qaa",
        "de_DE",
        "en-",
        "not a language",
        "en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd"
      })
  void whatNobodyCanMatchIsNone(String given) {
    assertThat(Language.canonical(given)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "und", "x-klingon", "QQ-aa"})
  void whatStandsIsStillCompared(String given) {
    assertThat(Language.primary(given)).isLowerCase();
  }
}
