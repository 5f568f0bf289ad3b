package dev.crowdline.intake.incidents.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final Bounds NORTH = new Bounds("acme", "north", "", "");

  @Test
  @DisplayName("what many wrote is in it, and nothing that only one did")
  void saysWhatManySay() {
    String headline =
        Headline.of(
            List.of(
                "The internet is down, says my neighbour",
                "Our internet has been down since eight",
                "Is the internet down? Call me at 0170 1234",
                "Internet down again!"),
            NORTH);
    assertThat(headline).isEqualTo("Many report: internet, down (north)");
  }

  @Test
  void saysSoWhenTheyHaveNoWordInCommon() {
    assertThat(Headline.of(List.of("alpha beta", "gamma delta", "eins zwei", "drei vier"), NORTH))
        .isEqualTo("Many report the same (north)");
  }
}
