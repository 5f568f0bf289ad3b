package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u200B",
        "\u00A0",
        "\u2800",
        "\u3164",
        "\u115F",
        "\u1160",
        "\uFFA0",
        "\u202E\u202C",
        "\u2066\u2069",
        "\u200E",
        "\u3000",
        "\u2028",
        "\uFEFF",
        "\u00AD",
        "\u180E",
        "\u034F",
        "\uFE0F",
        "\uDB40\uDC41",
        "\u0301",
        "\n\t",
        "\uFFFC",
        "\u17B4"
      })
  void nothingOfItIsVisible(String text) {
    assertThat(VisibleText.isVisible(text)).isFalse();
    assertThat(VisibleText.visible(text + "a" + text)).isEqualTo(1);
    assertThat(VisibleText.isName(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "علی‌رضا",
        "ශ්‍රී",
        "র‍্যাব",
        "👩🏽‍💻",
        "❤️",
        "Zoë",
        "Zoe\u0308",
        "रोमिंग",
        "パス",
        "O'Neill 3",
        "contributor-1"
      })
  void aNameOfAnyLanguageIsOne(String name) {
    assertThat(VisibleText.isName(name)).isTrue();
    assertThat(VisibleText.looksOfficial(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A\u200Bda",
        "\u202EadA",
        "Ada\u3164",
        "\u200DAda",
        "Ada\u200C",
        "A \u200C b",
        "A\u200D\u200Db",
        "A\nb",
        "Ada\u2800",
        "Ada \u0301",
        "A\u00ADda"
      })
  void nothingIsHiddenInAName(String name) {
    assertThat(VisibleText.isName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "Admin",
        "ADMIN",
        "аdmin",
        "adm1n",
        "ádmin",
        "ａｄｍｉｎ",
        "a d m i n",
        "st4ff",
        "ѕtаff",
        "Staff",
        "suppоrt",
        "Supp0rt",
        "SUPP0RT",
        "5upport",
        "$upport",
        "Support Anna",
        "the-admin",
        "Administrator",
        "ꓢtaff",
        "ADMlN"
      })
  void whatLooksOfficialIsFound(String name) {
    assertThat(VisibleText.looksOfficial(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Badminton", "Staffan", "Supporter", "specialist-1", "Adam", "李雷", "Админ"})
  void whatOnlyHasItsLettersIsNot(String name) {
    assertThat(VisibleText.looksOfficial(name)).isFalse();
  }

  @Test
  void namesThatPeopleTakeForOneHaveOneKey() {
    assertThat(VisibleText.key("Straße\u00A0 1")).isEqualTo(VisibleText.key("STRASSE 1"));
    assertThat(VisibleText.key("Zoe\u0308")).isEqualTo(VisibleText.key("ZOË"));
    assertThat(VisibleText.key("ﾛｰﾐﾝｸﾞ")).isEqualTo(VisibleText.key("ローミング"));
    assertThat(VisibleText.key("علی‌رضا")).isEqualTo(VisibleText.key("علیرضا"));
    assertThat(VisibleText.key("Zoe")).isNotEqualTo(VisibleText.key("Zoë"));
  }

  @Test
  void lengthsAreCodePoints() {
    assertThat(VisibleText.length("a😀")).isEqualTo(2);
    assertThat(VisibleText.name("  Zoe\u0308 \u00A0 A ")).isEqualTo("Zoë A");
  }
}
