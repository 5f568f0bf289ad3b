package dev.crowdline.intake.requests.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThanksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "thanks",
        "Thanks!",
        "THANK YOU",
        "Thank you so much, that worked!",
        "thx 👍",
        "Great, thanks a lot for your quick help. Have a nice day!",
        "It works again. Many thanks!",
        "thank you that worked",
        "Perfect — thanks 🙏",
        "Danke",
        "Vielen Dank!",
        "Super, danke schön, jetzt geht es wieder!",
        "Herzlichen Dank für die schnelle Hilfe",
        "Danke, das hat geklappt!",
        "Merci"
      })
  void isThanks(String text) {
    assertThat(Thanks.recognises(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "👍",
        "that worked",
        "Thanks, but it is dark again",
        "Thanks. And the other one?",
        "thank you, how do I switch it off",
        "Thanks, that worked for a day",
        "No thanks",
        "thanks for nothing",
        "Danke, aber es geht nicht",
        "Danke. Und das Telefon?",
        "Danke, es geht nicht",
        "Ich danke für die Rechnung, sie ist falsch",
        "ok",
        "It is still broken"
      })
  void isNone(String text) {
    assertThat(Thanks.recognises(text)).isFalse();
  }

  @Test
  void whatIsLongIsRead() {
    String longest = "Thanks" + "!".repeat(Thanks.LONGEST - 6);
    assertThat(Thanks.recognises(longest)).isTrue();
    assertThat(Thanks.recognises(longest + "!")).isFalse();
  }
}
