package dev.crowdline.intake.requests.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static final Path WORDS = Path.of("src/main/pages/help/words");

  @Test
  @DisplayName("the customer's page has words for each notice in each of its languages")
  void everyLanguageHasWords() throws IOException {
    List<Path> languages;
    try (Stream<Path> files = Files.list(WORDS)) {
      languages = files.toList();
    }
    assertThat(languages).hasSizeGreaterThan(1);
    for (Path language : languages) {
      String all = Files.readString(language);
      assertThat(all).as("%s", language).contains("  notices: {");
      String words = all.substring(all.indexOf("  notices: {"));
      for (NoticeCode code : NoticeCode.values()) {
        assertThat(words).as("%s in %s", code, language).contains("    " + code + ": ");
      }
    }
  }

  @Test
  @DisplayName("a reason is the company's, and none is none")
  void reasons() {
    assertThat(Notice.closed(" We know. ").reason()).isEqualTo("We know.");
    assertThat(Notice.closed(" We know. ").text()).endsWith("question: We know.");
    assertThat(Notice.closed(" ").reason()).isNull();
    assertThat(Notice.closed(" ").text()).isEqualTo("The company closed this question.");
    assertThat(Notice.WITHDRAWN.text()).startsWith("You withdrew");
  }
}
