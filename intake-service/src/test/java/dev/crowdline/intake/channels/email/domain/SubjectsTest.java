package dev.crowdline.intake.channels.email.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTest {
  @ParameterizedTest
  @CsvSource({
    "Bill,Re: Bill",
    "Re: Bill,Re: Bill",
    "AW: Re: Bill,Re: Bill",
    "RE[2]: Bill,Re: Bill",
    "Réf : Facture,Re: Facture",
    "Return of my phone,Re: Return of my phone",
    "'',Re:"
  })
  void answered(String subject, String reply) {
    assertThat(Subjects.reply(subject)).isEqualTo(reply);
  }

  @Test
  void isOneLineThatIsNotTooLong() {
    assertThat(Subjects.clean("Hi\r\nBcc: everybody@example.org\u0000\u202e"))
        .isEqualTo("Hi Bcc: everybody@example.org");
    assertThat(Subjects.clean("x".repeat(10_240))).hasSize(Subjects.LONGEST).endsWith("…");
  }
}
