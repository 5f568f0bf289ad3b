package dev.crowdline.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/** What the tokens say: the community and roles of the account, for a quarter of an hour. */
final class AccountClaims implements OAuth2TokenCallback {
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final JsonMapper JSON = new JsonMapper();

  /** The provider puts these beside a person's name when the page of buttons posts. */
  static String json(Account account) {
    try {
      return JSON.writeValueAsString(account.claims());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String issuerId() {
    return SignIn.ISSUER_ID;
  }

  /** Both flows replace this by who signed in. */
  @Override
  public String subject(TokenRequest request) {
    return "nobody";
  }

  @Override
  public String typeHeader(TokenRequest request) {
    return "JWT";
  }

  @Override
  public List<String> audience(TokenRequest request) {
    return List.of("crowdline");
  }

  @Override
  public Map<String, Object> addClaims(TokenRequest request) {
    return request.getAuthorizationGrant() instanceof ResourceOwnerPasswordCredentialsGrant grant
        ? Accounts.find(grant.getUsername()).map(Account::claims).orElse(Map.of())
        : Map.of();
  }

  @Override
  public long tokenExpiry() {
    return LIFETIME.toSeconds();
  }
}
