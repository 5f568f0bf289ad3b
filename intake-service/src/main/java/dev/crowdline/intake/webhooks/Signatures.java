package dev.crowdline.intake.webhooks;

import dev.crowdline.intake.webhooks.domain.Webhook.Signing;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Secrets;
import dev.crowdline.support.calling.WebhookSecret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Makes secrets, and signs with them. Source: Standard Webhooks, "Signature scheme": over {@code
 * id.timestamp.body}, {@code v1} by HMAC-SHA256, {@code v1a} by Ed25519, one after the other while
 * a secret is renewed.
 */
public final class Signatures {
  private static final String EDWARDS = "Ed25519";
  private static final int KEY_BYTES = 32;
  private static final String PRIVATE = "whsk_";
  private static final String PUBLIC = "whpk_";

  private Signatures() {}

  /**
   * A new secret.
   *
   * @param secret shown once when both sides need it; never shown when it has a public half
   * @param publicKey its public half, if it has one
   */
  public record Made(String secret, @Nullable String publicKey) {
    @Override
    public String toString() {
      return "Made[…]";
    }
  }

  /** Makes a secret. */
  public static Made make(Signing signing) {
    return switch (signing) {
      case HMAC -> new Made(WebhookSecret.random().text(), null);
      case ED25519 -> {
        try {
          KeyPair pair = KeyPairGenerator.getInstance(EDWARDS).generateKeyPair();
          byte[] x509 = pair.getPublic().getEncoded();
          yield new Made(
              PRIVATE + encoded(pair.getPrivate().getEncoded()),
              PUBLIC + encoded(Arrays.copyOfRange(x509, x509.length - KEY_BYTES, x509.length)));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("every Java has " + EDWARDS, e);
        }
      }
    };
  }

  /** The header {@code webhook-signature}. */
  static String header(Secrets secrets, String id, Instant at, byte[] body) {
    String current = signature(secrets.current(), id, at, body);
    String earlier = secrets.earlier();
    return earlier == null ? current : current + " " + signature(earlier, id, at, body);
  }

  private static String signature(String secret, String id, Instant at, byte[] body) {
    if (secret.startsWith(WebhookSecret.PREFIX)) {
      return new WebhookSecret(secret).sign(id, at, body);
    }
    try {
      Signature signature = Signature.getInstance(EDWARDS);
      signature.initSign(
          KeyFactory.getInstance(EDWARDS)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      Base64.getDecoder().decode(secret.substring(PRIVATE.length())))));
      signature.update(WebhookSecret.head(id, at));
      signature.update(body);
      return "v1a," + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of a webhook does not sign", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
