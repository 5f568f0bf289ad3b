package dev.crowdline.rewards.catalogue.domain;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What calls to a partner are signed with, as Standard Webhooks 1.0.0 writes it
 * (standardwebhooks.com).
 *
 * @param text {@code whsec_} and the key in base64
 */
public record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  public static WebhookSecret random() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** The key itself. */
  public byte[] key() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
