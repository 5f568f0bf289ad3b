package dev.crowdline.support.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  @Test
  @DisplayName("signs as the example of Standard Webhooks does")
  void published() {
    // The example of the specification's reference libraries.
    assertThat(
            new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    Instant.ofEpochSecond(1_614_265_330),
                    "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  @DisplayName("a new one is another one, and is in no log")
  void random() {
    WebhookSecret secret = WebhookSecret.random();
    assertThat(secret.text()).startsWith("whsec_").isNotEqualTo(WebhookSecret.random().text());
    assertThat(secret).hasToString("whsec_…");
  }
}
