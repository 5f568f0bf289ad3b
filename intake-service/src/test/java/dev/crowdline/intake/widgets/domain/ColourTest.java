package dev.crowdline.intake.widgets.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ColourTest {
  @Test
  @DisplayName("contrast is as WCAG measures it")
  void measures() {
    assertThat(Colour.BLACK.contrast(Colour.WHITE)).isCloseTo(21, within(0.001));
    assertThat(Colour.WHITE.contrast(Colour.WHITE)).isEqualTo(1);
    // The grey at which WCAG's own examples draw the line.
    assertThat(Colour.of("#767676").contrast(Colour.WHITE)).isCloseTo(4.54, within(0.005));
    assertThat(Colour.of("#777777").contrast(Colour.WHITE)).isCloseTo(4.48, within(0.005));
    assertThat(Colour.of("#ff0000").contrast(Colour.WHITE)).isCloseTo(4.0, within(0.005));
  }

  @Test
  @DisplayName("whatever the colour, text on it is read: black or white has 4.5 at least")
  void oneIsAlwaysRead() {
    for (int rgb = 0; rgb <= 0xffffff; rgb += 97) {
      Colour colour = new Colour(rgb);
      assertThat(colour.contrast(colour.text()))
          .as(colour.toString())
          .isGreaterThanOrEqualTo(Colour.LEAST_CONTRAST);
    }
    assertThat(Colour.of("#FFcc00").text()).isEqualTo(Colour.BLACK);
    assertThat(Colour.of("#4b1fa8").text()).isEqualTo(Colour.WHITE);
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(Colour.of("#00A0ff")).hasToString("#00a0ff");
    assertThatThrownBy(() -> Colour.of("#00a0f")).hasMessageContaining("#00a0f");
    assertThatThrownBy(() -> new Colour(0x1000000)).isInstanceOf(IllegalArgumentException.class);
  }
}
