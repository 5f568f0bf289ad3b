package dev.crowdline.intake.understanding.sentences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those of BERT's published vocabulary of uncased English. */
class TokenizerTest {
  private final Tokenizer tokenizer;

  TokenizerTest() throws IOException {
    try (InputStream vocabulary =
        Objects.requireNonNull(Tokenizer.class.getResourceAsStream(SentenceModel.VOCABULARY))) {
      tokenizer = Tokenizer.read(vocabulary);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello world        | 101 7592 2088 102
          HÉLLO   World      | 101 7592 2088 102
          hello, world!      | 101 7592 1010 2088 999 102
          unaffable          | 101 14477 20961 3468 102
          日本                | 101 1864 1876 102
          ''                 | 101 102
          """)
  void cutsAsTheModelWasTrained(String text, String tokens) {
    assertThat(tokenizer.tokens(text, 128))
        .containsExactly(
            Arrays.stream(tokens.trim().split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @Test
  @DisplayName("what is too long is cut, and closed as any text is")
  void isCut() {
    assertThat(tokenizer.tokens("hello ".repeat(1_000_000), 8))
        .containsExactly(101, 7592, 7592, 7592, 7592, 7592, 7592, 102);
    assertThat(tokenizer.tokens("x".repeat(1_000_000), 8)).containsExactly(101, 100, 102);
  }

  @Test
  void whatNoPieceHasIsUnknown() {
    assertThat(tokenizer.tokens("hello \uD800 \u0000 😀", 8)).containsExactly(101, 7592, 100, 102);
  }
}
