package dev.crowdline.support.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Access tokens of a provider that exists only in this test run; the service knows its key. */
public final class Tokens {
  public static final String ISSUER = "http://localhost:1/test-provider";
  private static final KeyPair KEYS = keys();

  private Tokens() {}

  /** A bearer token of a person. */
  public static String of(String community, String subject, String... roles) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", subject);
    claims.put("aud", "crowdline");
    claims.put("name", subject);
    if (community != null) {
      claims.put("community", community);
    }
    claims.put("roles", List.of(roles));
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("exp", Instant.now().getEpochSecond() + 3600);
    return sign(claims);
  }

  /** The key that the service under test verifies with. */
  static String publicKey() {
    return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
  }

  private static String sign(Map<String, Object> claims) {
    try {
      String content = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KEYS.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, Object> json) throws JsonProcessingException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(new ObjectMapper().writeValueAsBytes(json));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
