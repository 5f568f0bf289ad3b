package dev.crowdline.intake.incidents.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.intake.understanding.domain.TextVectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GistTest {
  private static float likeness(String a, String b) {
    return TextVectors.cosine(TextVectors.of(Gist.of(a)), TextVectors.of(Gist.of(b)));
  }

  @Test
  void keepsWhatItIsAbout() {
    assertThat(Gist.of("Hello, we have had NO network since this morning!")).isEqualTo("network");
    assertThat(Gist.of("Hallo, wir haben seit zehn Minuten kein Netz.")).isEqualTo("netz");
    assertThat(Gist.of("What is this?")).isEqualTo("What is this?");
  }

  @Test
  @DisplayName("the same complaint in other words is alike, other complaints are not")
  void ownWords() {
    assertThat(likeness("Hello, the network is down since this morning", "No network at all here"))
        .isGreaterThan(Detector.BELONGS);
    assertThat(likeness("Das Netz ist ausgefallen", "Wir haben seit heute früh kein Netz mehr"))
        .isGreaterThan(Detector.BELONGS);
    assertThat(likeness("Hello, the network is down since this morning", "My bill is too high"))
        .isLessThan(Detector.BELONGS);
  }
}
