package dev.crowdline.intake.channels.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.intake.channels.persistence.ChannelSeal.Purpose;
import dev.crowdline.support.running.Ids;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelSealTest {
  private final ChannelSeal seal = sealOf(1);
  private final UUID request = Ids.next();

  private static ChannelSeal sealOf(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return new ChannelSeal(Base64.getEncoder().encodeToString(key));
  }

  @Test
  @DisplayName("a token names its request, whatever case it comes back in")
  void namesItsRequest() {
    for (int i = 0; i < 1_000; i++) {
      UUID id = Ids.next();
      String token = seal.token("acme", Purpose.REPLY, id);
      assertThat(token).matches("[0-9a-z]{30,38}");
      assertThat(seal.request("acme", Purpose.REPLY, token.toUpperCase(Locale.ROOT))).isEqualTo(id);
    }
  }

  @Test
  @DisplayName("a token of another purpose, community, key or request is none")
  void isBound() {
    String token = seal.token("acme", Purpose.REPLY, request);
    assertThat(seal.request("acme", Purpose.THREAD, token)).isNull();
    assertThat(seal.request("other", Purpose.REPLY, token)).isNull();
    assertThat(sealOf(2).request("acme", Purpose.REPLY, token)).isNull();
    String other =
        token.substring(0, 5) + (token.charAt(5) == 'a' ? 'b' : 'a') + token.substring(6);
    assertThat(seal.request("acme", Purpose.REPLY, other)).isNull();
    for (String none : new String[] {"", "0", "zz", "-1", "z".repeat(40), "é", token + token}) {
      assertThat(seal.request("acme", Purpose.REPLY, none)).as(none).isNull();
    }
  }
}
