package dev.crowdline.intake.communities.domain;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The text of an API key: {@code ck_} and 256 random bits. It is shown to its holder once; we keep
 * its hash.
 */
public record Secret(String text) {
  private static final int BYTES = 32;

  /** Makes one; {@code chance} must be fit for secrets. */
  public static Secret make(RandomGenerator chance) {
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return new Secret("ck_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
