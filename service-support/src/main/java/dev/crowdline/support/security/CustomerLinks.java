package dev.crowdline.support.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Links that let a customer see and continue one request without an account: bound to the purpose,
 * the request and a time, signed with Ed25519 (RFC 8032). Intake signs; every service can verify.
 */
@ApplicationScoped
public class CustomerLinks {
  /** How long a link opens its request. */
  public static final Duration LIFETIME = Duration.ofDays(90);

  private static final String PURPOSE = "conversation";

  /** How many links are known to be genuine without another look at their signature. */
  private static final int KNOWN = 10_000;

  private final PublicKey publicKey;

  /** Bouncy Castle signs in 0.06 ms, the JDK in 0.7 to 0.9; a link is signed for each request. */
  private final @Nullable Ed25519PrivateKeyParameters privateKey;

  private final InstantSource clock;

  /** Checking a signature costs most of a millisecond, and a page calls with one link for hours. */
  private final Cache<String, Boolean> genuine = Caffeine.newBuilder().maximumSize(KNOWN).build();

  CustomerLinks(
      @ConfigProperty(name = "crowdline.link-public-key") String publicKey,
      @ConfigProperty(name = "crowdline.link-private-key") Optional<String> privateKey,
      InstantSource clock) {
    this.publicKey = publicKey(publicKey);
    this.privateKey =
        privateKey.filter(k -> !k.isBlank()).map(CustomerLinks::privateKey).orElse(null);
    this.clock = clock;
  }

  /** A link for the customer of a request. Only intake can make one. */
  public String sign(String community, UUID requestId) {
    if (privateKey == null) {
      throw new IllegalStateException(
          "crowdline.link-private-key is not set: only intake signs links");
    }
    String payload =
        String.join(
            "|",
            PURPOSE,
            community,
            requestId.toString(),
            Long.toString(clock.instant().plus(LIFETIME).getEpochSecond()));
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    privateKey.sign(Ed25519.Algorithm.Ed25519, null, bytes, 0, bytes.length, signature, 0);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String link = encoder.encodeToString(bytes) + "." + encoder.encodeToString(signature);
    genuine.put(link, true);
    return link;
  }

  /** The customer who holds a link, or null when it is forged, malformed or too old. */
  public @Nullable Caller caller(String link) {
    int dot = link.indexOf('.');
    if (dot < 1 || link.length() > 1000) {
      return null;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(link.substring(0, dot));
      if (genuine.getIfPresent(link) == null) {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey);
        signature.update(payload);
        if (!signature.verify(Base64.getUrlDecoder().decode(link.substring(dot + 1)))) {
          return null;
        }
        genuine.put(link, true);
      }
      return caller(new String(payload, StandardCharsets.UTF_8).split("\\|", -1));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Caller caller(String[] parts) {
    if (parts.length != 4
        || !parts[0].equals(PURPOSE)
        || clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(parts[3])))) {
      return null;
    }
    UUID requestId = UUID.fromString(parts[2]);
    return new Caller(
        "customer#" + requestId,
        parts[1],
        Set.of(Caller.CUSTOMER),
        null,
        null,
        "customer",
        requestId);
  }

  private static PublicKey publicKey(String base64) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "crowdline.link-public-key (CROWDLINE_LINK_PUBLIC_KEY) is no Ed25519 key in base64 X.509",
          e);
    }
  }

  private static Ed25519PrivateKeyParameters privateKey(String base64) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      byte[] seed =
          key instanceof EdECPrivateKey private25519
              ? private25519.getBytes().orElseThrow()
              : new byte[0];
      return new Ed25519PrivateKeyParameters(seed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "crowdline.link-private-key (CROWDLINE_LINK_PRIVATE_KEY) is no Ed25519 key in base64 PKCS#8",
          e);
    }
  }
}
