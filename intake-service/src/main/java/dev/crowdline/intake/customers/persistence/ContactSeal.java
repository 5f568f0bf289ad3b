package dev.crowdline.intake.customers.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.intake.customers.domain.Contact;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes contact data unreadable without the contact key (P13): AES-256-GCM bound to community and
 * customer, and keyed hashes by which a customer is found again. A sealed contact is one byte of
 * version, twelve of nonce, and the ciphertext with its tag.
 */
@Startup // a missing or malformed key stops the boot
@ApplicationScoped
public class ContactSeal {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecretKey markKey;
  private final SecureRandom chance = new SecureRandom();

  ContactSeal(@ConfigProperty(name = "crowdline.contact-key") String base64) {
    byte[] bytes = decode(base64);
    this.key = new SecretKeySpec(bytes, "AES");
    this.markKey =
        new SecretKeySpec(
            hmac(new SecretKeySpec(bytes, "HmacSHA256"), "crowdline customer marks, version 1"),
            "HmacSHA256");
  }

  /** A keyed hash of an identifier: equal for equals in one community, readable by nobody. */
  byte[] mark(String community, String identifier) {
    return hmac(markKey, community + "\u0000" + identifier);
  }

  byte[] seal(String community, UUID customer, Contact contact) {
    byte[] nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    try {
      byte[] plain = FactCodec.mapper().writeValueAsBytes(contact);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, community, customer).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException("sealing a contact", e);
    }
  }

  Contact open(String community, UUID customer, byte[] sealed) {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
      throw new IllegalStateException("not a sealed contact of version " + VERSION);
    }
    try {
      int start = 1 + NONCE_BYTES;
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, sealed, 1, community, customer)
              .doFinal(sealed, start, sealed.length - start);
      return FactCodec.read(plain, Contact.class);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "opening the contact of customer "
              + customer
              + ": is crowdline.contact-key the right one?",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int offset, String community, UUID customer)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD((community + "/" + customer).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the text is a secret and not shown
    }
    throw new IllegalStateException(
        "crowdline.contact-key (CROWDLINE_CONTACT_KEY) must be 32 bytes in base64");
  }
}
