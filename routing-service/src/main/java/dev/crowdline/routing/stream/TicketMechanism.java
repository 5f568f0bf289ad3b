package dev.crowdline.routing.stream;

import dev.crowdline.routing.presence.RedisLink;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Authenticates {@code ?ticket=} on the stream; a second use is refused while Redis is there. */
@ApplicationScoped
public class TicketMechanism implements HttpAuthenticationMechanism {
  static final String PATH = "/v1/stream";

  static final String PARAMETER = "ticket";

  /** When the right that a ticket stands for ends. */
  static final String RIGHT_UNTIL = "crowdline.right-until";

  private static final Duration REDIS_PATIENCE = Duration.ofMillis(500);

  private final Tickets tickets;
  private final RedisLink redis;

  TicketMechanism(Tickets tickets, RedisLink redis) {
    this.tickets = tickets;
    this.redis = redis;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    String text = context.request().getParam(PARAMETER);
    if (text == null || !PATH.equals(context.request().path())) {
      return Uni.createFrom().nullItem();
    }
    Tickets.Ticket ticket = tickets.read(text);
    String origin = context.request().getHeader("Origin");
    if (ticket == null || (ticket.origin() != null && !ticket.origin().equals(origin))) {
      return Uni.createFrom()
          .failure(
              new AuthenticationFailedException(
                  "the ticket is malformed, too old, or of another page"));
    }
    return firstUse(ticket)
        .map(first -> {
          if (!first) {
            throw new AuthenticationFailedException("the ticket was used before");
          }
          return identity(ticket);
        });
  }

  private Uni<Boolean> firstUse(Tickets.Ticket ticket) {
    List<String> set = List.of(redis.named("ticket:" + ticket.id()), "used", "NX", "EX", "60");
    return Uni.createFrom()
        .completionStage(() -> redis.send(Command.SET, set).thenApply(Optional::ofNullable))
        .ifNoItem()
        .after(REDIS_PATIENCE)
        .fail()
        .map(Optional::isPresent)
        .onFailure()
        .recoverWithItem(true);
  }

  private static SecurityIdentity identity(Tickets.Ticket ticket) {
    Caller caller =
        new Caller(
            ticket.issuer() + "#" + ticket.subject(),
            ticket.community(),
            ticket.roles(),
            ticket.issuer(),
            ticket.subject(),
            ticket.name(),
            null);
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(caller.key()))
        .addRoles(caller.roles())
        .addAttribute(CurrentCaller.ATTRIBUTE, caller)
        .addAttribute(RIGHT_UNTIL, ticket.rightUntil())
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
  public int getPriority() {
    return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 2;
  }
}
