package dev.crowdline.intake.channels.email.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of an account, and the signed ones that reach it: {@code support+token@example.org}.
 */
public record OwnAddress(String local, String domain) {
  /** A local part has at most 64 characters, and a token with its plus sign takes 39. */
  public static final int LONGEST_LOCAL = 25;

  public static OwnAddress of(String address) {
    int at = address.lastIndexOf('@');
    return new OwnAddress(address.substring(0, at), address.substring(at + 1));
  }

  /** An address by which who writes joins a conversation. */
  public String signed(String token) {
    return local + "+" + token + "@" + domain;
  }

  /** Whether mail to that address comes to this account. */
  public boolean isReachedBy(String address) {
    String given = address.toLowerCase(Locale.ROOT);
    String plain = (local + "@" + domain).toLowerCase(Locale.ROOT);
    return given.equals(plain) || tokenOf(address) != null;
  }

  /** The token of a signed address of this account; null when it is none. */
  public @Nullable String tokenOf(String address) {
    String given = address.strip().toLowerCase(Locale.ROOT);
    String before = (local + "+").toLowerCase(Locale.ROOT);
    String after = ("@" + domain).toLowerCase(Locale.ROOT);
    return given.startsWith(before)
            && given.endsWith(after)
            && given.length() > before.length() + after.length()
        ? given.substring(before.length(), given.length() - after.length())
        : null;
  }
}
