package dev.crowdline.rewards.corrections.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A note with the salt of its mark. The mark is sealed with the transfer and the note is not: who
 * forgets note and salt breaks no seal and leaves nothing to guess the note by.
 *
 * @param salt 32 hexadecimal digits at random
 */
public record SaltedNote(String note, String salt) {
  /** SHA-256 of salt and note in UTF-8, as hexadecimal. */
  public String mark() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest((salt + note).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
