package dev.crowdline.intake.customers.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.intake.customers.domain.Contact;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactSealTest {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final Contact ADA = new Contact("C-1", "Ada", "ada@example.org", null);
  private final ContactSeal seal = new ContactSeal(KEY);
  private final UUID customer = UUID.randomUUID();

  @Test
  @DisplayName("P13: a sealed contact is opened with its key, for its customer, and nothing else")
  void sealedContactsAreBound() {
    byte[] sealed = seal.seal("acme", customer, ADA);
    assertThat(seal.open("acme", customer, sealed)).isEqualTo(ADA);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ada", "Ada", "C-1");
    assertThatThrownBy(() -> seal.open("other", customer, sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open("acme", UUID.randomUUID(), sealed))
        .isInstanceOf(IllegalStateException.class);
    byte[] other = new byte[32];
    other[0] = 1;
    ContactSeal wrong = new ContactSeal(Base64.getEncoder().encodeToString(other));
    assertThatThrownBy(() -> wrong.open("acme", customer, sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed[20] ^= 1;
    assertThatThrownBy(() -> seal.open("acme", customer, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoSealsOfTheSameDiffer() {
    assertThat(seal.seal("acme", customer, ADA)).isNotEqualTo(seal.seal("acme", customer, ADA));
  }

  @Test
  @DisplayName("P9: the same e-mail has another mark in another community")
  void marksBelongToACommunity() {
    assertThat(seal.mark("acme", "email:a@b.c")).isEqualTo(seal.mark("acme", "email:a@b.c"));
    assertThat(seal.mark("acme", "email:a@b.c")).isNotEqualTo(seal.mark("other", "email:a@b.c"));
  }

  @Test
  void aMalformedKeyStopsTheBootAndNamesItself() {
    for (String bad : new String[] {"", "short", "not base64 at all !!", KEY + KEY}) {
      assertThatThrownBy(() -> new ContactSeal(bad))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("CROWDLINE_CONTACT_KEY");
    }
  }
}
