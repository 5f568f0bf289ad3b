package dev.crowdline.support.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
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

  /** The JSON Web Key Set that the service under test verifies with. */
  static String keySet() {
    RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
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

  /**
   * One pair per run. Quarkus loads this class once for the resources and once for the tests, so
   * the pair lies where both see it, as text.
   */
  private static KeyPair keys() {
    synchronized (System.getProperties()) {
      String known = System.getProperty(Tokens.class.getName());
      if (known != null) {
        return parse(known);
      }
      KeyPair made = generate();
      Base64.Encoder text = Base64.getEncoder();
      System.setProperty(
          Tokens.class.getName(),
          text.encodeToString(made.getPublic().getEncoded())
              + " "
              + text.encodeToString(made.getPrivate().getEncoded()));
      return made;
    }
  }

  private static KeyPair parse(String pair) {
    try {
      int middle = pair.indexOf(' ');
      KeyFactory factory = KeyFactory.getInstance("RSA");
      Base64.Decoder bytes = Base64.getDecoder();
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(bytes.decode(pair.substring(0, middle)))),
          factory.generatePrivate(
              new PKCS8EncodedKeySpec(bytes.decode(pair.substring(middle + 1)))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
