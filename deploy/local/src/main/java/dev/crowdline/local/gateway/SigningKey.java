package dev.crowdline.local.gateway;

import com.nimbusds.jose.jwk.RSAKey;
import dev.crowdline.local.launcher.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * The provider's key: this data directory's own, not the published one that the library brings, and
 * the same after a restart, because the services keep what they fetched under its name.
 */
final class SigningKey {

  private SigningKey() {}

  static OAuth2TokenProvider provider(Secrets secrets) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      RSAPublicKey publicKey =
          (RSAPublicKey)
              factory.generatePublic(
                  new X509EncodedKeySpec(bytes(secrets, Secrets.SIGN_IN_PUBLIC)));
      RSAKey key =
          new RSAKey.Builder(publicKey)
              .privateKey(
                  factory.generatePrivate(
                      new PKCS8EncodedKeySpec(bytes(secrets, Secrets.SIGN_IN_PRIVATE))))
              .keyID(SignIn.ISSUER_ID)
              .build();
      return new OAuth2TokenProvider(new KeyProvider(List.of(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sign-in key in secrets.properties cannot be read", e);
    }
  }

  private static byte[] bytes(Secrets secrets, String name) {
    return Base64.getDecoder().decode(secrets.get(name));
  }
}
