package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.MessageTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads assignments with their conversations: three statements, however many there are. */
@ApplicationScoped
public class ReadingAssignments {
  private final Database database;
  private final AssignmentTable assignments;
  private final RouteTable routes;
  private final MessageTable messages;
  private final Communities communities;

  ReadingAssignments(
      Database database,
      AssignmentTable assignments,
      RouteTable routes,
      MessageTable messages,
      Communities communities) {
    this.database = database;
    this.assignments = assignments;
    this.routes = routes;
    this.messages = messages;
    this.communities = communities;
  }

  /** One assignment of a member, or null. */
  public @Nullable AssignmentView find(String community, UUID memberId, UUID assignmentId) {
    return database.read(sql -> {
      Assignment found = assignments.find(sql, community, assignmentId);
      return found == null || !found.memberId().equals(memberId)
          ? null
          : views(sql, community, List.of(found)).getFirst();
    });
  }

  /** The assignments of a member in a state, newest first. */
  public List<AssignmentView> ofMember(
      String community, UUID memberId, AssignmentState state, @Nullable Cursor after, int most) {
    return database.read(
        sql -> views(sql, community, assignments.ofMember(sql, memberId, state, after, most)));
  }

  private List<AssignmentView> views(Sql sql, String community, List<Assignment> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<UUID> routeIds = found.stream().map(Assignment::routeId).distinct().toList();
    Map<UUID, RouteTable.Drafted> drafted =
        routes.drafted(sql, community, routeIds).stream()
            .collect(Collectors.toMap(d -> d.route().id(), d -> d));
    Map<UUID, List<Message>> conversations =
        messages.of(sql, community, routeIds).stream()
            .collect(Collectors.groupingBy(Message::routeId));
    return found.stream()
        .filter(a -> drafted.containsKey(a.routeId()))
        .map(a -> view(a, drafted, conversations))
        .toList();
  }

  private AssignmentView view(
      Assignment a, Map<UUID, RouteTable.Drafted> drafted, Map<UUID, List<Message>> conversations) {
    RouteTable.Drafted of = drafted.get(a.routeId());
    if (of == null) {
      throw new IllegalStateException("no route of assignment " + a.id());
    }
    Route route = of.route();
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
        a.isActive() ? of.draft() : "",
        conversation);
  }
}
