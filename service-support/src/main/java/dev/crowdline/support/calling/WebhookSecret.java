package dev.crowdline.support.calling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What calls are signed with, so that any library of Standard Webhooks 1.0.0 (standardwebhooks.com)
 * verifies them: HMAC-SHA256 over {@code id.timestamp.body}.
 *
 * @param text {@code whsec_} and the key in base64
 */
public record WebhookSecret(String text) {
  /** What begins with it is one. */
  public static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  public static WebhookSecret random() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** The header {@code webhook-signature} of a message. */
  public String sign(String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(text.substring(PREFIX.length())), ALGORITHM));
      mac.update(head(id, at));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** What is signed before the body. */
  public static byte[] head(String id, Instant at) {
    return (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
