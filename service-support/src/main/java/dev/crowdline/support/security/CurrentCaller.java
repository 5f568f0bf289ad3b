package dev.crowdline.support.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller of the current HTTP request. */
@RequestScoped
public class CurrentCaller {
  /** The attribute of an identity under which our own mechanisms keep the caller. */
  public static final String ATTRIBUTE = "crowdline.caller";

  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** Who calls; fails for an anonymous caller, which the endpoint's roles have refused before. */
  public Caller get() {
    return of(identity);
  }

  /** The caller behind an identity. */
  public static Caller of(SecurityIdentity identity) {
    Caller known = identity.getAttribute(ATTRIBUTE);
    if (known != null) {
      return known;
    }
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return ofToken(token, identity.getRoles());
    }
    throw new IllegalStateException("no caller: the endpoint names no roles");
  }

  private static Caller ofToken(JsonWebToken token, Set<String> roles) {
    @Nullable String community = token.getClaim("community");
    @Nullable String name = token.getClaim("name");
    return new Caller(
        token.getIssuer() + "#" + token.getSubject(),
        community,
        roles,
        token.getIssuer(),
        token.getSubject(),
        name == null ? token.getSubject() : name,
        null);
  }
}
