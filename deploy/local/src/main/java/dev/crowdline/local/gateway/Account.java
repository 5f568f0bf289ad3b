package dev.crowdline.local.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the local OpenID provider signs in.
 *
 * @param username also the token's subject
 * @param name the alias to show
 * @param community absent for the platform's administrator
 * @param what for people: what this account is good for
 */
public record Account(
    String username, String name, List<String> roles, @Nullable String community, String what) {

  public Account {
    roles = List.copyOf(roles);
  }

  /** The claims of its tokens beside subject and audience. */
  public Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("name", name);
    claims.put("roles", roles);
    if (community != null) {
      claims.put("community", community);
    }
    return claims;
  }
}
