package dev.crowdline.intake.requests.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "That solved it",
        "that solved it, thank you!",
        "Hello,\n\nthat worked. Thanks a lot!\n\nBest regards",
        "Solved!",
        "It works now.",
        "My problem is solved, thanks.",
        "danke, das hat geholfen",
        "Hallo,\n\nsuper, jetzt geht es wieder. Vielen Dank!\n\nViele Grüße",
        "Das Problem ist gelöst.",
        "Hat geklappt, danke!",
        "Erledigt"
      })
  void confirms(String text) {
    assertThat(Confirmation.recognises(text)).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Thanks!",
        "Danke",
        "That solved it?",
        "Has that solved it for others",
        "That solved it, but now the sound is gone.",
        "That did not solve it",
        "It works now and then",
        "Das hat nicht geholfen",
        "Das hat geholfen, aber nur kurz.",
        "That solved it. Carol, phone 0301234567",
        "Not solved",
        "Nicht gelöst"
      })
  void doesNot(String text) {
    assertThat(Confirmation.recognises(text)).as(text).isFalse();
  }
}
