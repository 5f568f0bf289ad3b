package dev.crowdline.intake.requests.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SearchedWordsTest {
  private static String query(String text) {
    return new SearchedWords(text).query();
  }

  @Test
  @DisplayName("all words; a longer one may be a beginning; none is an operator")
  void areWordsWhateverTheyAre() {
    assertThat(query("bill")).isEqualTo("'bill':*");
    assertThat(query(" no \t bill ")).isEqualTo("'no' & 'bill':*");
    assertThat(query("漫游费")).isEqualTo("'漫游费':*");
    assertThat(query("a & !b")).isEqualTo("'a' & '&' & '!b'");
    assertThat(query("it's")).isEqualTo("'it''s':*");
    assertThat(query("C:\\temp")).isEqualTo("'C:\\\\temp':*");
  }
}
