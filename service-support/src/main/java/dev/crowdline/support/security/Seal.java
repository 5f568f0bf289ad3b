package dev.crowdline.support.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes what is stored unreadable without a key: AES-256-GCM bound to what it belongs to, and keyed
 * hashes by which it is found again. What is sealed is one byte of version, twelve of nonce, and
 * the ciphertext with its tag.
 */
public final class Seal {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String MAC = "HmacSHA256";

  private final String setting;
  private final SecretKey key;
  private final SecretKey markKey;
  private final SecureRandom chance = new SecureRandom();

  /**
   * @param base64 the key, 32 bytes
   * @param setting and its variable: what to look at when the key is not the right one
   * @param marks what is marked, and the version of doing so; another one makes other marks
   */
  public Seal(String base64, String setting, String marks) {
    this.setting = setting;
    byte[] bytes = decode(base64, setting);
    this.key = new SecretKeySpec(bytes, "AES");
    this.markKey = new SecretKeySpec(hmac(new SecretKeySpec(bytes, MAC), marks), MAC);
  }

  /** A keyed hash: equal for equals in one community, readable by nobody. */
  public byte[] mark(String community, String text) {
    return hmac(markKey, community + "\u0000" + text);
  }

  /**
   * @param owner whose it is, such as {@code community/customer}; it is opened for the same only
   */
  public byte[] seal(String owner, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, owner).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing for " + owner, e);
    }
  }

  /** What was sealed for that owner. */
  public byte[] open(String owner, byte[] sealed) {
    int start = 1 + NONCE_BYTES;
    if (sealed.length <= start || sealed[0] != VERSION) {
      throw new IllegalStateException("not sealed by version " + VERSION + ", of " + owner);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed, 1, owner)
          .doFinal(sealed, start, sealed.length - start);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "opening what is sealed for " + owner + ": is " + setting + " the right one?", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int offset, String owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  private static byte[] decode(String base64, String setting) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the text is a secret and not shown
    }
    throw new IllegalStateException(setting + " must be 32 bytes in base64");
  }
}
