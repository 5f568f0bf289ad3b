package dev.crowdline.routing.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.assignments.web.AssignmentView;
import dev.crowdline.routing.assignments.web.ReadingAssignments;
import dev.crowdline.routing.assignments.web.RefusedCommands;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.DecliningOffers;
import dev.crowdline.routing.offers.ShowingOffers;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.presence.domain.Leases;
import dev.crowdline.routing.routes.TakingRoutes;
import dev.crowdline.support.database.DatabaseException;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemMappers;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The socket on which a member is offered work. Each command is authorised like its REST endpoint.
 * What is malformed gets a problem and changes nothing; the socket stays open.
 */
@WebSocket(path = TicketMechanism.PATH)
@RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
public class MemberStream {
  private static final Logger LOG = Logger.getLogger(MemberStream.class);
  private static final int LONGEST_REASON = 500;
  private static final Duration VERIFY = Duration.ofSeconds(5);
  private static final CloseReason RIGHT_OVER =
      new CloseReason(4401, "the right to be connected is over; sign in again");
  private static final CloseReason NO_MEMBER =
      new CloseReason(4403, "register with POST /v1/members and accept the terms first");

  private final SecurityIdentity identity;
  private final Sockets sockets;
  private final Pushing pushing;
  private final Presence presence;
  private final CallingMember callers;
  private final TakingRoutes taking;
  private final DecliningOffers declining;
  private final ShowingOffers showing;
  private final ReadingAssignments assignments;
  private final TenantIdentityProvider tokens;
  private final Vertx vertx;
  private final InstantSource clock;
  private final ObjectMapper json;
  private final ConcurrentMap<String, Long> expiryTimers = new ConcurrentHashMap<>();

  MemberStream(
      SecurityIdentity identity,
      Sockets sockets,
      Pushing pushing,
      Presence presence,
      CallingMember callers,
      TakingRoutes taking,
      DecliningOffers declining,
      ShowingOffers showing,
      ReadingAssignments assignments,
      TenantIdentityProvider tokens,
      Vertx vertx,
      InstantSource clock,
      ObjectMapper json) {
    this.identity = identity;
    this.sockets = sockets;
    this.pushing = pushing;
    this.presence = presence;
    this.callers = callers;
    this.taking = taking;
    this.declining = declining;
    this.showing = showing;
    this.assignments = assignments;
    this.tokens = tokens;
    this.vertx = vertx;
    this.clock = clock;
    this.json = json;
  }

  @OnOpen
  @RunOnVirtualThread
  public void opened(WebSocketConnection connection) {
    Caller caller = CurrentCaller.of(identity);
    Member member = callers.find(caller);
    if (member == null || member.termsVersion() == null) {
      refuse(
          connection,
          null,
          member == null
              ? Problem.of(ProblemType.NOT_FOUND, "you are no member yet; POST /v1/members")
              : Problem.of(
                  ProblemType.TERMS_NOT_ACCEPTED, "accept them with POST /v1/members/me/terms"));
      connection.closeAndAwait(NO_MEMBER);
      return;
    }
    Instant until = rightUntil(identity);
    closeAt(connection, until);
    String site = StreamDoor.siteOf(connection.handshakeRequest().query());
    Sockets.Socket socket = sockets.add(connection, member.id(), member.community(), site);
    socket.send(
        pushing.text(new ServerMessage.Hello(member.id(), site, Leases.LEASE.toSeconds(), until)),
        null);
    presence.connected(member.id(), site);
    pushing.welcome(socket);
  }

  @OnClose
  @RunOnVirtualThread
  public void closed(WebSocketConnection connection) {
    Long timer = expiryTimers.remove(connection.id());
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    sockets
        .remove(connection)
        .ifPresent(last -> presence.disconnected(last.memberId(), last.site()));
  }

  /** What the server could not even read, above all a message that is too large. */
  @OnError
  public void failed(Throwable failure, WebSocketConnection connection) {
    LOG.debugf("a stream broke: %s", failure.getMessage());
    if (connection.isOpen()) {
      refuse(
          connection,
          null,
          Problem.of(ProblemType.TOO_LARGE, "a message has at most 65536 bytes; it was not read"));
    }
  }

  /** The answer to the server's ping, which clients give by themselves. */
  @OnPongMessage
  @NonBlocking
  public void answered(Buffer ping, WebSocketConnection connection) {
    sockets.of(connection).ifPresent(Sockets.Socket::heard);
  }

  @OnTextMessage
  @RunOnVirtualThread
  public void received(String text, WebSocketConnection connection) {
    sockets.of(connection).ifPresent(Sockets.Socket::heard);
    ClientMessage message;
    try {
      message = json.readValue(text, ClientMessage.class);
    } catch (InvalidTypeIdException e) {
      refuse(
          connection,
          refOf(text),
          Problem.field(
              ProblemType.INVALID,
              "type",
              "is missing or not one of the types",
              ClientMessage.TYPES.split(", ")));
      return;
    } catch (JsonProcessingException e) {
      refuse(connection, refOf(text), ProblemMappers.ofJson(e));
      return;
    }
    if (message == null) {
      refuse(
          connection,
          null,
          Problem.of(ProblemType.INVALID, "a message is a JSON object with a type"));
      return;
    }
    take(message, connection);
  }

  @OnBinaryMessage
  @NonBlocking
  public void received(Buffer bytes, WebSocketConnection connection) {
    sockets.of(connection).ifPresent(Sockets.Socket::heard);
    refuse(
        connection,
        null,
        Problem.of(
            ProblemType.INVALID,
            "a message is a JSON object in a text frame; of this binary one nothing was read"));
  }

  /**
   * The sender's word in what could not be read as a message; null when that is not to be found.
   */
  private @Nullable String refOf(String text) {
    try {
      return json.readTree(text).path("ref").textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void take(ClientMessage message, WebSocketConnection connection) {
    String ref = message.ref();
    try {
      switch (message) {
        case ClientMessage.Shown shown -> shown(shown, connection);
        case ClientMessage.Accept accept -> accept(accept, connection);
        case ClientMessage.Decline decline -> decline(decline, connection);
        case ClientMessage.Renew renew -> renew(renew, connection);
        case ClientMessage.Ping ping -> send(connection, new ServerMessage.Pong());
      }
    } catch (Problem problem) {
      refuse(connection, ref, problem);
    } catch (DatabaseException e) {
      refuse(connection, ref, ProblemMappers.ofDatabase(e));
    } catch (RuntimeException e) {
      LOG.error("a command on a stream failed", e);
      refuse(
          connection, ref, Problem.of(ProblemType.INTERNAL, "the log of this service says more"));
    }
  }

  private void shown(ClientMessage.Shown shown, WebSocketConnection connection) {
    UUID offerId = given("offerId", shown.offerId());
    Member member = callers.of(CurrentCaller.of(identity));
    // Who names no version is not told again what it may not have understood.
    int version = Objects.requireNonNullElse(shown.version(), Integer.MAX_VALUE);
    sockets.of(connection).ifPresent(socket -> socket.acknowledge(offerId, version));
    showing.shown(member, offerId);
  }

  private void accept(ClientMessage.Accept accept, WebSocketConnection connection) {
    UUID offerId = given("offerId", accept.offerId());
    Caller caller = CurrentCaller.of(identity);
    Member member = callers.of(caller);
    UUID id = RefusedCommands.result(taking.accept(caller, member, offerId, null));
    AssignmentView view = assignments.find(member.community(), member.id(), id);
    send(connection, new ServerMessage.Result(accept.ref(), 200, view, null));
    if (view != null) {
      pushing.assignmentChanged(member.id(), view);
    }
  }

  private void decline(ClientMessage.Decline decline, WebSocketConnection connection) {
    UUID offerId = given("offerId", decline.offerId());
    Caller caller = CurrentCaller.of(identity);
    String reason = decline.reason();
    if (reason != null
        && (VisibleText.length(reason) > LONGEST_REASON || reason.indexOf('\0') >= 0)) {
      throw Problem.field(
          ProblemType.INVALID,
          "reason",
          "must have at most " + LONGEST_REASON + " characters, and no NUL");
    }
    RefusedCommands.result(declining.decline(caller, callers.of(caller), offerId, reason, null));
    send(connection, new ServerMessage.Result(decline.ref(), 200, null, null));
  }

  private void renew(ClientMessage.Renew renew, WebSocketConnection connection) {
    String token = given("token", renew.token());
    SecurityIdentity renewed;
    try {
      renewed = tokens.authenticate(new AccessTokenCredential(token)).await().atMost(VERIFY);
    } catch (AuthenticationFailedException e) {
      throw Problem.field(
          ProblemType.UNAUTHENTICATED, "token", "is expired or not of this provider");
    }
    Caller before = CurrentCaller.of(identity);
    Caller after = CurrentCaller.of(renewed);
    if (!after.key().equals(before.key())) {
      throw Problem.field(ProblemType.FORBIDDEN, "token", "is another person's");
    }
    if (!Objects.equals(after.tenant(), before.tenant())
        || !(after.is(Caller.CONTRIBUTOR) || after.is(Caller.SPECIALIST))) {
      throw Problem.field(
          ProblemType.FORBIDDEN, "token", "is of another community, or of no member's role");
    }
    Instant until = rightUntil(renewed);
    closeAt(connection, until);
    send(connection, new ServerMessage.Renewed(until));
  }

  private void closeAt(WebSocketConnection connection, Instant until) {
    long millis = Math.max(1, Duration.between(clock.instant(), until).toMillis());
    Long before =
        expiryTimers.put(connection.id(), vertx.setTimer(millis, timer -> closeOver(connection)));
    if (before != null) {
      vertx.cancelTimer(before);
    }
  }

  private void closeOver(WebSocketConnection connection) {
    expiryTimers.remove(connection.id());
    connection.close(RIGHT_OVER).subscribe().with(done -> {}, e -> LOG.debugf("not closed: %s", e));
  }

  private static Instant rightUntil(SecurityIdentity who) {
    Instant ofTicket = who.getAttribute(TicketMechanism.RIGHT_UNTIL);
    if (ofTicket != null) {
      return ofTicket;
    }
    if (who.getPrincipal() instanceof JsonWebToken token) {
      return Instant.ofEpochSecond(token.getExpirationTime());
    }
    throw new IllegalStateException("a stream is opened with a ticket or a token");
  }

  private static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw Problem.field(ProblemType.INVALID, field, "is missing");
    }
    return value;
  }

  private void refuse(WebSocketConnection connection, @Nullable String ref, Problem problem) {
    send(
        connection,
        new ServerMessage.Result(ref, problem.type().status(), null, problem.body(null)));
  }

  private void send(WebSocketConnection connection, ServerMessage message) {
    connection
        .sendText(pushing.text(message))
        .subscribe()
        .with(done -> {}, e -> LOG.debugf("not sent: %s", e));
  }
}
