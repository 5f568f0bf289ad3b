package dev.crowdline.routing.assignments.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Draft;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.persistence.DraftTable;
import dev.crowdline.routing.assignments.persistence.JudgedTable;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.MessageTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.commands.Batches;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads assignments with their conversations: at most six statements, however many there are. */
@ApplicationScoped
public class ReadingAssignments {
  /** Of what was dropped in this round, the newest are shown. */
  private static final int MOST_EARLIER = 5;

  /** So far back is shown what a request goes on from. */
  private static final int MOST_CONTINUED = 3;

  private final Database database;
  private final AssignmentTable assignments;
  private final RouteTable routes;
  private final MessageTable messages;
  private final Communities communities;
  private final DraftTable drafts;
  private final JudgedTable judged;
  private final Batches<Wanted, Optional<AssignmentView>> together;

  ReadingAssignments(
      Database database,
      AssignmentTable assignments,
      RouteTable routes,
      MessageTable messages,
      Communities communities,
      DraftTable drafts,
      JudgedTable judged) {
    this.database = database;
    this.assignments = assignments;
    this.routes = routes;
    this.messages = messages;
    this.communities = communities;
    this.drafts = drafts;
    this.judged = judged;
    this.together = new Batches<>(database, wanted -> Set.of(), this::find);
  }

  /** One assignment of a member, or null; read together with those that others ask for now. */
  public @Nullable AssignmentView find(String community, UUID memberId, UUID assignmentId) {
    return together.run(new Wanted(new Key(community, assignmentId), memberId)).orElse(null);
  }

  private record Wanted(Key key, UUID memberId) {}

  private List<Optional<Optional<AssignmentView>>> find(Sql sql, List<Wanted> wanted) {
    Map<Wanted, AssignmentView> found = new HashMap<>();
    assignments.named(sql, wanted.stream().map(Wanted::key).collect(Collectors.toSet())).stream()
        .collect(Collectors.groupingBy(Assignment::community))
        .forEach((community, ofCommunity) -> {
          Map<UUID, UUID> members =
              ofCommunity.stream().collect(Collectors.toMap(Assignment::id, Assignment::memberId));
          for (AssignmentView view : views(sql, community, ofCommunity)) {
            UUID memberId = Objects.requireNonNull(members.get(view.id()));
            found.put(new Wanted(new Key(community, view.id()), memberId), view);
          }
        });
    return wanted.stream().map(each -> Optional.of(Optional.ofNullable(found.get(each)))).toList();
  }

  /** The assignments of a member in one of these states, newest first. */
  public List<AssignmentView> ofMember(
      String community,
      UUID memberId,
      Collection<AssignmentState> states,
      @Nullable Cursor after,
      int most) {
    return database.read(sql ->
        views(sql, community, assignments.ofMember(sql, community, memberId, states, after, most)));
  }

  private List<AssignmentView> views(Sql sql, String community, List<Assignment> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<UUID> routeIds = found.stream().map(Assignment::routeId).distinct().toList();
    Map<UUID, Route> byId =
        routes.withIds(sql, community, routeIds).stream()
            .collect(Collectors.toMap(Route::id, r -> r));
    List<Draft> written = drafts.ofRoutes(sql, community, routeIds);
    List<RouteTable.Earlier> continued =
        earlier(
            sql,
            community,
            found.stream()
                .filter(Assignment::isActive)
                .map(a -> byId.get(a.routeId()))
                .filter(Objects::nonNull)
                .toList());
    Map<UUID, List<Message>> conversations =
        messages
            .of(
                sql,
                community,
                Stream.concat(routeIds.stream(), continued.stream().map(e -> e.route().id()))
                    .distinct()
                    .toList())
            .stream()
            .collect(Collectors.groupingBy(Message::routeId));
    // Nothing is said of an answer before it is given.
    Map<UUID, Judged> said =
        found.stream().allMatch(Assignment::isActive)
            ? Map.of()
            : judged.ofRoutes(sql, community, routeIds).stream()
                .collect(Collectors.toMap(Judged::assignmentId, j -> j));
    return found.stream()
        .filter(a -> byId.containsKey(a.routeId()))
        .map(a ->
            view(
                a,
                byId,
                written,
                conversations,
                earlier(a, continued, conversations),
                said.get(a.id())))
        .toList();
  }

  /**
   * What is known of a route to who has not taken it: what was said, and what those left who
   * dropped it in this round.
   *
   * @param tier of who reads: of what it goes on from, that tier reads no more than of anything
   */
  public ConversationView peek(Sql sql, Route route, Tier tier) {
    String community = route.community();
    List<UUID> ids = List.of(route.id());
    List<RouteTable.Earlier> continued = earlier(sql, community, List.of(route));
    Map<UUID, List<Message>> conversations =
        messages
            .of(
                sql,
                community,
                Stream.concat(ids.stream(), continued.stream().map(e -> e.route().id())).toList())
            .stream()
            .collect(Collectors.groupingBy(Message::routeId));
    return new ConversationView(
        route.id(),
        route.origin().customerAlias(),
        route.origin().language(),
        conversations.getOrDefault(route.id(), List.of()).stream()
            .map(AssignmentView.MessageView::of)
            .toList(),
        drafts.ofRoutes(sql, community, ids).stream()
            .filter(d -> d.isLeftIn(route.round()))
            .limit(MOST_EARLIER)
            .map(AssignmentView.EarlierDraft::of)
            .toList(),
        continued.stream()
            .map(RouteTable.Earlier::route)
            .filter(r -> tier.reaches(r.demand().minimumTier()))
            .map(r ->
                AssignmentView.EarlierRequest.of(r, conversations.getOrDefault(r.id(), List.of())))
            .toList());
  }

  /** An answer to a route, with what was said before it. */
  public BlindConversation blind(Sql sql, Route route, UUID answerId) {
    List<BlindConversation.BlindMessage> said = new ArrayList<>();
    for (Message message : messages.of(sql, route.community(), List.of(route.id()))) {
      said.add(BlindConversation.BlindMessage.of(message));
      if (message.id().equals(answerId) && message.kind() == Message.Kind.ANSWER) {
        return new BlindConversation(route.origin().language(), said);
      }
    }
    throw Problem.notFound("answer", answerId);
  }

  /** What routes go on from; most go on from nothing. */
  private List<RouteTable.Earlier> earlier(Sql sql, String community, List<Route> of) {
    List<UUID> going =
        of.stream().filter(r -> r.origin().continues() != null).map(Route::id).toList();
    return going.isEmpty() ? List.of() : routes.earlier(sql, community, going, MOST_CONTINUED);
  }

  /** What its member may read (P14) of what its request goes on from. */
  private static List<AssignmentView.EarlierRequest> earlier(
      Assignment a, List<RouteTable.Earlier> continued, Map<UUID, List<Message>> conversations) {
    return continued.stream()
        .filter(e -> a.isActive() && e.of().equals(a.routeId()))
        .map(RouteTable.Earlier::route)
        .filter(r -> a.tier().reaches(r.demand().minimumTier()))
        .map(
            r -> AssignmentView.EarlierRequest.of(r, conversations.getOrDefault(r.id(), List.of())))
        .toList();
  }

  private AssignmentView view(
      Assignment a,
      Map<UUID, Route> byId,
      List<Draft> written,
      Map<UUID, List<Message>> conversations,
      List<AssignmentView.EarlierRequest> earlier,
      @Nullable Judged said) {
    Route route = byId.get(a.routeId());
    if (route == null) {
      throw new IllegalStateException("no route of assignment " + a.id());
    }
    // Who dropped the work does not read on in it, nor who is below what it needs since (P14).
    boolean reads =
        a.isActive()
            || (a.state() == AssignmentState.COMPLETED
                && a.tier().reaches(route.demand().minimumTier()));
    List<Message> conversation =
        reads ? conversations.getOrDefault(a.routeId(), List.of()) : List.of();
    return AssignmentView.of(
        a,
        route,
        communities.policyOf(a.community()),
        written.stream().filter(d -> d.assignmentId().equals(a.id())).findFirst().orElse(null),
        a.isActive()
            ? written.stream().filter(d -> d.isLeftFor(a)).limit(MOST_EARLIER).toList()
            : List.of(),
        conversation,
        earlier,
        said);
  }
}
