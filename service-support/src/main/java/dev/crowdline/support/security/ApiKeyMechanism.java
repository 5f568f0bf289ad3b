package dev.crowdline.support.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates {@code X-API-Key} and {@code X-Customer-Link}; bearer tokens are OpenID Connect's.
 */
@ApplicationScoped
public class ApiKeyMechanism implements HttpAuthenticationMechanism {
  public static final String KEY_HEADER = "X-API-Key";
  public static final String LINK_HEADER = "X-Customer-Link";

  private final ApiKeys keys;
  private final CustomerLinks links;
  private final ExecutorService blocking;

  ApiKeyMechanism(ApiKeys keys, CustomerLinks links, @VirtualThreads ExecutorService blocking) {
    this.keys = keys;
    this.links = links;
    this.blocking = blocking;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    String key = context.request().getHeader(KEY_HEADER);
    if (key != null) {
      Caller known = keys.known(key);
      if (known != null) {
        return Uni.createFrom().item(identity(known));
      }
      return Uni.createFrom()
          .item(() -> identity(keys.caller(key)))
          .runSubscriptionOn(blocking)
          .emitOn(task -> context.vertx().runOnContext(ignored -> task.run()));
    }
    String link = context.request().getHeader(LINK_HEADER);
    if (link != null) {
      return Uni.createFrom().item(() -> identity(links.caller(link)));
    }
    return Uni.createFrom().nullItem();
  }

  private static SecurityIdentity identity(@Nullable Caller caller) {
    if (caller == null) {
      throw new AuthenticationFailedException("unknown, expired or revoked");
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(caller.key()))
        .addRoles(caller.roles())
        .addAttribute(CurrentCaller.ATTRIBUTE, caller)
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, KEY_HEADER));
  }

  @Override
  public int getPriority() {
    return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1;
  }
}
