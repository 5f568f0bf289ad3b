package dev.crowdline.support.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerLinksTest {
  private static final UUID REQUEST = new UUID(7, 7);
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final KeyPair keys = keys();
  private final CustomerLinks links = links(keys, true);

  @Test
  void opensItsRequestForItsCustomer() {
    Caller caller = links.caller(links.sign("demo", REQUEST));
    assertThat(caller).isNotNull();
    assertThat(caller.requestId()).isEqualTo(REQUEST);
    assertThat(caller.community()).isEqualTo("demo");
    assertThat(caller.roles()).containsExactly(Caller.CUSTOMER);
  }

  @Test
  void everyServiceVerifiesAndOnlyTheHolderOfThePrivateKeySigns() {
    CustomerLinks verifying = links(keys, false);
    assertThat(verifying.caller(links.sign("demo", REQUEST))).isNotNull();
    assertThatThrownBy(() -> verifying.sign("demo", REQUEST))
        .hasMessageContaining("crowdline.link-private-key");
  }

  @Test
  void isNothingWhenItWasTouchedOrForged() {
    String link = links.sign("demo", REQUEST);
    String payload =
        new String(Base64.getUrlDecoder().decode(link.substring(0, link.indexOf('.'))), UTF_8);
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.replace("|demo|", "|emo2|").getBytes(UTF_8));
    assertThat(links.caller(other + link.substring(link.indexOf('.')))).isNull();
    assertThat(links.caller(links(keys(), true).sign("demo", REQUEST))).isNull();
    for (String garbage : new String[] {"", ".", "a.b", "%.%", link + "x", link.repeat(20)}) {
      assertThat(links.caller(garbage)).as(garbage).isNull();
    }
  }

  @Test
  void endsAtItsTimeAndNotBefore() {
    String link = links.sign("demo", REQUEST);
    now = now.plus(CustomerLinks.LIFETIME);
    assertThat(links.caller(link)).isNotNull();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(links.caller(link)).isNull();
  }

  @Test
  void aMalformedKeyStopsTheBootAndIsNamed() {
    assertThatThrownBy(() -> new CustomerLinks("nonsense", Optional.empty(), () -> now))
        .hasMessageContaining("CROWDLINE_LINK_PUBLIC_KEY");
  }

  private CustomerLinks links(KeyPair pair, boolean signing) {
    return new CustomerLinks(
        base64(pair.getPublic().getEncoded()),
        signing ? Optional.of(base64(pair.getPrivate().getEncoded())) : Optional.of(""),
        () -> now);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
