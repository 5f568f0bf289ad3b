package dev.crowdline.routing.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.web.AssignmentView;
import dev.crowdline.routing.assignments.web.ReadingAssignments;
import dev.crowdline.routing.assignments.web.TellingOwnWork;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.offers.web.OfferView;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.presence.RedisLink;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.MessageTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells members what concerns them, wherever they are connected: here, or through Redis on another
 * replica. A lost message costs two seconds: then the live offers and the work of the members who
 * are connected here are read again, what their clients have not acknowledged or never heard of is
 * sent, and what they still hold is ended if it is over.
 */
@ApplicationScoped
public class Pushing implements TellingMembers, TellingOwnWork {
  private static final Duration READ_AGAIN = Duration.ofSeconds(2);

  private final Sockets sockets;
  private final Presence presence;
  private final RedisLink redis;
  private final Database database;
  private final OfferTable offers;
  private final RouteTable routes;
  private final AssignmentTable assignmentTable;
  private final MessageTable messages;
  private final ReadingAssignments assignments;
  private final ObjectMapper json;
  private @Nullable Loop loop;

  Pushing(
      Sockets sockets,
      Presence presence,
      RedisLink redis,
      Database database,
      OfferTable offers,
      RouteTable routes,
      AssignmentTable assignmentTable,
      MessageTable messages,
      ReadingAssignments assignments,
      ObjectMapper json) {
    this.sockets = sockets;
    this.presence = presence;
    this.redis = redis;
    this.database = database;
    this.offers = offers;
    this.routes = routes;
    this.assignmentTable = assignmentTable;
    this.messages = messages;
    this.assignments = assignments;
    this.json = json;
  }

  void start(@Observes @Priority(2) StartupEvent event) {
    redis.listen("push:" + redis.replica(), this::received);
    loop = Loop.every("push-again", READ_AGAIN, this::pushAgain);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  @Override
  public void offer(Offer offer, @Nullable Route route) {
    if (route != null) {
      tell(offer.memberId(), new ServerMessage.OfferMade(OfferView.of(offer, route)));
    }
  }

  @Override
  public void offerEnded(Offer offer, OfferState how, String why) {
    offerEnded(offer, offer.version() + 1, how, why);
  }

  private void offerEnded(Offer offer, int version, OfferState how, String reason) {
    tell(
        offer.memberId(),
        new ServerMessage.OfferEnded(offer.id(), offer.routeId(), version, how, reason));
  }

  @Override
  public void assignmentChanged(Assignment assignment) {
    if (assignment.isActive()) {
      read(assignment.community(), assignment.memberId(), assignment.id());
    } else {
      ended(assignment.memberId(), assignment.id(), assignment.routeId(), assignment.state());
    }
  }

  @Override
  public void assignmentChanged(UUID memberId, AssignmentView view) {
    if (view.state() == AssignmentState.ACTIVE) {
      tell(memberId, new ServerMessage.AssignmentChanged(view));
    } else {
      ended(memberId, view.id(), view.routeId(), view.state());
    }
  }

  @Override
  public void warning(Assignment assignment, AssignmentClock clock, Instant dueAt) {
    tell(assignment.memberId(), new ServerMessage.Warning(assignment.id(), clock, dueAt));
  }

  @Override
  public void answerDiscussed(Assignment completed) {
    if (isReachable(completed.memberId())) {
      AssignmentView view =
          assignments.find(completed.community(), completed.memberId(), completed.id());
      if (view != null) {
        tell(completed.memberId(), new ServerMessage.AnswerDiscussed(view));
      }
    }
  }

  private void read(String community, UUID memberId, UUID assignmentId) {
    if (!isReachable(memberId)) {
      return;
    }
    AssignmentView view = assignments.find(community, memberId, assignmentId);
    if (view != null) {
      assignmentChanged(memberId, view);
    }
  }

  private void ended(UUID memberId, UUID assignmentId, UUID routeId, AssignmentState state) {
    String reason =
        switch (state) {
          case COMPLETED -> "you answered";
          case RELEASED -> "you handed it back";
          case TIMED_OUT -> "its time ran out; what you wrote goes on with the request";
          case CANCELLED -> "the request is not wanted any more, or must not stay with you";
          case ACTIVE -> throw new IllegalArgumentException("active work has not ended");
        };
    tell(memberId, new ServerMessage.AssignmentEnded(assignmentId, routeId, state.name(), reason));
  }

  private boolean isReachable(UUID memberId) {
    return sockets.has(memberId) || !presence.otherReplicasOf(memberId).isEmpty();
  }

  private void tell(UUID memberId, ServerMessage message) {
    List<String> elsewhere = presence.otherReplicasOf(memberId);
    if (elsewhere.isEmpty() && !sockets.has(memberId)) {
      return;
    }
    String text = text(message);
    Holding holding = message.holding();
    sockets.of(memberId).forEach(socket -> socket.send(text, holding));
    for (String replica : elsewhere) {
      redis.publish("push:" + replica, memberId + "|" + Objects.toString(holding, "") + "|" + text);
    }
  }

  private void received(String message) {
    String[] parts = message.split("\\|", 3);
    Holding holding = Holding.parse(parts[1]);
    sockets.of(UUID.fromString(parts[0])).forEach(socket -> socket.send(parts[2], holding));
  }

  /** Everything that a member who has just connected must know. */
  void welcome(Sockets.Socket socket) {
    pushOffers(live(List.of(socket.memberId())));
    assignments
        .ofMember(socket.community(), socket.memberId(), Set.of(AssignmentState.ACTIVE), null, 50)
        .stream()
        .map(ServerMessage.AssignmentChanged::new)
        .forEach(work -> socket.send(text(work), work.holding()));
  }

  private void pushAgain() {
    List<UUID> here = sockets.members();
    if (!here.isEmpty()) {
      // A page that is loaded again may have connected just before its last connection ended.
      sockets.all().stream()
          .filter(socket -> !presence.isConnected(socket.memberId(), socket.site()))
          .forEach(socket -> presence.connected(socket.memberId(), socket.site()));
      List<Offer> live = live(here);
      pushOffers(live);
      List<Assignment> active = database.read(sql -> assignmentTable.activeOfMembers(sql, here));
      Map<UUID, UUID> newest =
          database.read(
              sql -> messages.newest(sql, active.stream().map(Assignment::routeId).toList()));
      active.stream()
          .filter(work -> isUnheardOf(work, newest.get(work.routeId())))
          .forEach(this::assignmentChanged);
      endWhatIsOver(live, active);
    }
  }

  /** Whatever kept its end from a client: a commit whose answer was lost, or Redis away. */
  private void endWhatIsOver(List<Offer> live, List<Assignment> active) {
    Set<UUID> held = sockets.held();
    live.forEach(offer -> held.remove(offer.id()));
    active.forEach(work -> held.remove(work.id()));
    if (held.isEmpty()) {
      return;
    }
    // Told since the live ones were read, or over: asked anew.
    database.read(sql -> offers.withIds(sql, held)).stream()
        .filter(offer -> !offer.isLive())
        .forEach(offer ->
            offerEnded(
                offer, offer.version(), offer.state(), TellingMembers.reason(offer.state())));
    database.read(sql -> assignmentTable.withIds(sql, held)).stream()
        .filter(work -> !work.isActive())
        .forEach(this::assignmentChanged);
  }

  private boolean isUnheardOf(Assignment work, @Nullable UUID newestMessage) {
    int version = AssignmentView.version(work, newestMessage);
    return sockets.of(work.memberId()).stream()
        .anyMatch(socket -> !socket.holds(work.id(), version));
  }

  private List<Offer> live(List<UUID> memberIds) {
    return database.read(sql -> offers.liveOfMembers(sql, memberIds));
  }

  private void pushOffers(List<Offer> offered) {
    List<Offer> live = offered.stream().filter(this::isUnacknowledged).toList();
    if (live.isEmpty()) {
      return;
    }
    Map<UUID, Route> byId =
        database
            .read(sql -> routes.withIds(sql, live.stream().map(Offer::routeId).distinct().toList()))
            .stream()
            .collect(Collectors.toMap(Route::id, r -> r));
    for (Offer offer : live) {
      Route route = byId.get(offer.routeId());
      if (route != null) {
        ServerMessage made = new ServerMessage.OfferMade(OfferView.of(offer, route));
        String text = text(made);
        sockets.of(offer.memberId()).stream()
            .filter(socket -> !socket.hasAcknowledged(offer.id(), offer.version()))
            .forEach(socket -> socket.send(text, made.holding()));
      }
    }
  }

  private boolean isUnacknowledged(Offer offer) {
    return sockets.of(offer.memberId()).stream()
        .anyMatch(s -> !s.hasAcknowledged(offer.id(), offer.version()));
  }

  /** A message as it is sent. */
  String text(ServerMessage message) {
    try {
      return json.writerFor(ServerMessage.class).writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + message, e);
    }
  }
}
