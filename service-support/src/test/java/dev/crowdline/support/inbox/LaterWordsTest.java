package dev.crowdline.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.FactCodec;
import dev.crowdline.support.testing.LaterWord;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A later version may say a word that this one does not know, wherever an enum stands in a fact: it
 * is read as UNKNOWN and parks nothing; and nobody says UNKNOWN on.
 */
class LaterWordsTest {
  static Stream<LaterWord> read() {
    return LaterWord.ofAll().filter(word -> !isKept(word));
  }

  static Stream<LaterWord> leftOut() {
    return LaterWord.ofAll().filter(LaterWordsTest::isKept);
  }

  private static boolean isKept(LaterWord word) {
    return word.field().startsWith("/policy/") || word.field().startsWith("/rules/");
  }

  @Test
  void thereAreSuchPlaces() {
    assertThat(read()).extracting(LaterWord::toString).contains("RequestSubmitted /priority");
    assertThat(leftOut())
        .extracting(LaterWord::toString)
        .contains("CommunityRegistered /policy/steps/2/tier")
        .contains("CommunityRegistered /policy/targets/LOW (key)");
  }

  @ParameterizedTest
  @MethodSource("read")
  void isReadAsUnknownWhichIsNeverWritten(LaterWord word) {
    Object data = word.read();
    assertThat(data).isEqualTo(word.reading("UNKNOWN"));
    assertThatThrownBy(() -> FactCodec.write(data))
        .hasStackTraceContaining("UNKNOWN is read and never written");
  }

  @ParameterizedTest
  @MethodSource("leftOut")
  @DisplayName(
      "a policy and earning rules are kept and computed with, so they leave out what is not known")
  void isLeftOut(LaterWord word) throws IOException {
    String written =
        new String(FactCodec.write(word.read()), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(written).doesNotContain("UNKNOWN", "LATER");
    assertThat(FactCodec.mapper().readTree(written).at(word.field()).isMissingNode())
        .isEqualTo(!word.isKey());
  }
}
