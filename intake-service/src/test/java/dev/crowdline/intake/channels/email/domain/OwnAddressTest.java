package dev.crowdline.intake.channels.email.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnAddressTest {
  private final OwnAddress own = OwnAddress.of("Support@acme.example.org");

  @Test
  void knowsItsSignedAddresses() {
    assertThat(own.signed("abc")).isEqualTo("Support+abc@acme.example.org");
    assertThat(own.tokenOf("support+ABC@ACME.example.org")).isEqualTo("abc");
    assertThat(own.tokenOf("support@acme.example.org")).isNull();
    assertThat(own.tokenOf("support+@acme.example.org")).isNull();
    assertThat(own.tokenOf("support+abc@acme.example.org.evil.example.org")).isNull();
    assertThat(own.isReachedBy("SUPPORT@acme.example.org")).isTrue();
    assertThat(own.isReachedBy("support+abc@acme.example.org")).isTrue();
    assertThat(own.isReachedBy("carol@acme.example.org")).isFalse();
  }

  @Test
  void aTokenFitsBehindTheLongestLocalPart() {
    OwnAddress longest = OwnAddress.of("x".repeat(OwnAddress.LONGEST_LOCAL) + "@example.org");
    assertThat(longest.signed("t".repeat(38)).indexOf('@')).isEqualTo(64);
  }
}
