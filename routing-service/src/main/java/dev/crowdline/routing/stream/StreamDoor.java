package dev.crowdline.routing.stream;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.support.problems.EarlyAnswer;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemMappers;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who may open the stream, asked before the connection is upgraded, because afterwards nothing can
 * be said any more: whoever is refused gets a problem, as from every other address. A browser may
 * open it only from our own pages.
 */
@ApplicationScoped
public class StreamDoor {
  /** After authentication, before the route that upgrades. */
  private static final int PRIORITY = 50;

  private static final Logger LOG = Logger.getLogger(StreamDoor.class);

  /** Where a member is present by a client that names no site. */
  static final String CONSOLE = "console";

  private static final String SITE = "site";
  private static final int LONGEST_SITE = 60;
  private static final List<String> PARAMETERS = List.of(SITE, TicketMechanism.PARAMETER);

  private final String origin;

  StreamDoor(@ConfigProperty(name = "crowdline.public-url") String publicUrl) {
    this.origin = publicUrl.replaceAll("/+$", "");
  }

  void stand(@Observes Filters filters) {
    filters.register(this::ask, PRIORITY);
  }

  private void ask(RoutingContext call) {
    if (!call.normalizedPath().replaceAll("/+$", "").equals(TicketMechanism.PATH)) {
      call.next();
      return;
    }
    String from = call.request().getHeader("Origin");
    if (!"websocket".equalsIgnoreCase(call.request().getHeader("Upgrade"))) {
      refuse(
          call,
          Problem.of(
              ProblemType.UPGRADE_REQUIRED,
              "open it as a WebSocket, with the headers Connection: Upgrade and Upgrade: websocket"));
    } else if (from != null && !from.equals(origin)) {
      refuse(
          call,
          Problem.of(ProblemType.FORBIDDEN, "a page of " + from + " may not open the stream"));
    } else if (!PARAMETERS.containsAll(call.queryParams().names())) {
      refuse(
          call,
          Problem.field(
              ProblemType.INVALID,
              call.queryParams().names().stream()
                  .filter(name -> !PARAMETERS.contains(name))
                  .sorted()
                  .findFirst()
                  .orElseThrow(),
              "is no parameter of this address",
              PARAMETERS.toArray(String[]::new)));
    } else if (!isSite(call.queryParam(SITE))) {
      refuse(
          call,
          Problem.field(
              ProblemType.INVALID,
              SITE,
              "must be one name, of visible characters, at most " + LONGEST_SITE));
    } else {
      BiConsumer<RoutingContext, Throwable> failed = (which, why) -> refuse(which, notKnown());
      call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, failed);
      QuarkusHttpUser.getSecurityIdentity(call, null)
          .subscribe()
          .with(
              identity -> admit(call, identity),
              why -> LOG.debugf("the stream is not opened: %s", why.getMessage()));
    }
  }

  /** Whether a site is named once and well, or not at all. */
  private static boolean isSite(List<String> named) {
    return named.isEmpty()
        || (named.size() == 1
            && VisibleText.length(named.getFirst()) <= LONGEST_SITE
            && VisibleText.isName(named.getFirst()));
  }

  /** The site that a query of this address names. */
  static String siteOf(@Nullable String query) {
    return query == null
        ? CONSOLE
        : new QueryStringDecoder(query, false)
            .parameters()
            .getOrDefault(SITE, List.of(CONSOLE))
            .getFirst();
  }

  private static void admit(RoutingContext call, SecurityIdentity identity) {
    if (identity == null || identity.isAnonymous()) {
      refuse(call, notKnown());
    } else if (!identity.hasRole(Caller.CONTRIBUTOR) && !identity.hasRole(Caller.SPECIALIST)) {
      refuse(call, ProblemMappers.ofRole(call.normalizedPath()));
    } else {
      call.next();
    }
  }

  private static Problem notKnown() {
    return Problem.of(
        ProblemType.UNAUTHENTICATED,
        "send 'Authorization: Bearer <token>', or ?ticket= with one of POST /v1/stream/tickets;"
            + " what was sent is missing, malformed, expired or used");
  }

  private static void refuse(RoutingContext call, Problem problem) {
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      call.response().putHeader("WWW-Authenticate", "Bearer");
    } else if (problem.type() == ProblemType.UPGRADE_REQUIRED) {
      call.response().putHeader("Upgrade", "websocket");
    }
    EarlyAnswer.refuse(call, problem);
  }
}
