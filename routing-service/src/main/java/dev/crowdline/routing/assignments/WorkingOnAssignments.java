package dev.crowdline.routing.assignments;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.WorkStarted;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a member does on work that is taken: start, write, take more time, complete, hand back. */
@ApplicationScoped
public class WorkingOnAssignments {
  private final Database database;
  private final RouteTable routes;
  private final AssignmentTable assignments;
  private final ChangingRoutes work;
  private final Communities communities;
  private final Idempotency idempotency;
  private final InstantSource clock;

  WorkingOnAssignments(
      Database database,
      RouteTable routes,
      AssignmentTable assignments,
      ChangingRoutes work,
      Communities communities,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.assignments = assignments;
    this.work = work;
    this.communities = communities;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** One command: what is done under the route's lock; it returns the id of what it made. */
  private interface Step {
    UUID run(
        ChangingRoutes.Changes changes, Route route, RouteState.Assigned state, Assignment active);
  }

  /** The explicit start of the work, which is a first action. */
  public void start(Caller caller, Member member, UUID assignmentId, @Nullable String key) {
    run(
        caller,
        member,
        "start-assignment/" + assignmentId,
        key,
        null,
        200,
        assignmentId,
        (changes, route, state, active) -> {
          Assignment started = active.acted(changes.now());
          if (active.firstActionAt() == null) {
            changes.state(route, null, new WorkStarted(assignmentId, member.id()));
          }
          changes.save(started);
          changes.save(route.dueAt(due(route, started)));
          return assignmentId;
        });
  }

  /** More time for the answer, as often and as much as the community's policy allows. */
  public void extend(Caller caller, Member member, UUID assignmentId, @Nullable String key) {
    run(
        caller,
        member,
        "extend-assignment/" + assignmentId,
        key,
        null,
        200,
        assignmentId,
        (changes, route, state, active) -> {
          Policy policy = communities.policyOf(route.community());
          if (!active.canBeExtended(policy.extensions())) {
            throw Problem.of(
                ProblemType.ILLEGAL_STATE,
                "it was extended %d of %d times; answer it, or hand it back"
                    .formatted(active.extended(), policy.extensions()));
          }
          Assignment longer =
              active.extended(
                  Duration.ofSeconds(policy.extensionSeconds()),
                  changes.now(),
                  policy.warningPercent());
          changes.save(longer);
          changes.save(route.dueAt(due(route, longer)));
          changes.state(
              route,
              null,
              new AssignmentExtended(
                  assignmentId, member.id(), longer.extended(), longer.completionDue()));
          return assignmentId;
        });
  }

  /** A message to the customer; with {@code asksCustomer} the clocks stand still until a reply. */
  public UUID write(
      Caller caller,
      Member member,
      UUID assignmentId,
      String text,
      boolean asksCustomer,
      @Nullable String key) {
    return run(
        caller,
        member,
        "write-message/" + assignmentId,
        key,
        List.of(text, asksCustomer),
        201,
        assignmentId,
        (changes, route, state, active) -> {
          Message message =
              message(member, route, Message.Kind.MESSAGE, text, asksCustomer, changes.now());
          changes.add(message);
          Route told = asksCustomer ? route.given(assignmentId, changes.now()) : route;
          Assignment after = active.acted(changes.now()).following(told.waitingOn(), changes.now());
          changes.save(after);
          changes.save(told.dueAt(due(route, after)));
          changes.state(
              route,
              null,
              new MessageWritten(
                  message.id(),
                  assignmentId,
                  member.id(),
                  member.alias(),
                  active.tier(),
                  asksCustomer,
                  text,
                  route.turn().highest(),
                  null));
          return message.id();
        });
  }

  /** The answer. */
  public void complete(
      Caller caller, Member member, UUID assignmentId, String answer, @Nullable String key) {
    run(
        caller,
        member,
        "complete-assignment/" + assignmentId,
        key,
        answer,
        200,
        assignmentId,
        (changes, route, state, active) -> {
          Message message =
              message(member, route, Message.Kind.ANSWER, answer, false, changes.now());
          changes.add(message);
          changes.save(active.acted(changes.now()).ended(AssignmentState.COMPLETED, changes.now()));
          changes.save(route.completed(state, changes.now()));
          changes.free(member.id());
          changes.state(
              route,
              null,
              new AssignmentCompleted(
                  assignmentId,
                  member.id(),
                  member.alias(),
                  active.tier(),
                  active.round(),
                  active.reward(),
                  message.id(),
                  answer,
                  route.turn().highest()));
          return assignmentId;
        });
  }

  /** Hands the work back, perhaps with a reason; it goes on with the draft, to somebody else. */
  public void release(
      Caller caller,
      Member member,
      UUID assignmentId,
      @Nullable String reason,
      @Nullable String key) {
    String why = reason == null || reason.isBlank() ? null : reason.strip();
    run(
        caller,
        member,
        "release-assignment/" + assignmentId,
        key,
        why,
        200,
        assignmentId,
        (changes, route, state, active) -> {
          changes.save(active.released(why, changes.now()));
          Route waiting = route.dropped(state, changes.now());
          changes.save(waiting);
          changes.free(member.id());
          changes.state(route, null, new AssignmentReleased(assignmentId, member.id()));
          changes.state(
              waiting,
              null,
              new RouteQueued(
                  waiting.round(),
                  RouteQueued.Reason.RELEASED,
                  waiting.needed(),
                  waiting.demand().minimumTier()));
          changes.stateIfExhausted(waiting, null);
          return assignmentId;
        });
  }

  private UUID run(
      Caller caller,
      Member member,
      String operation,
      @Nullable String key,
      @Nullable Object body,
      int status,
      UUID assignmentId,
      Step step) {
    return database.transact(tx ->
        UUID.fromString(
            idempotency
                .run(
                    tx,
                    caller,
                    operation,
                    key,
                    body,
                    status,
                    () -> run(tx, member, assignmentId, step).toString())
                .resourceId()));
  }

  private UUID run(Tx tx, Member member, UUID assignmentId, Step step) {
    Route route = routes.lockOfAssignment(tx, member.community(), assignmentId);
    Assignment assignment =
        route == null ? null : assignments.find(tx, member.community(), assignmentId);
    if (route == null || assignment == null || !assignment.memberId().equals(member.id())) {
      throw Problem.notFound("assignment", assignmentId);
    }
    Instant now = clock.instant();
    if (!assignment.isActive() || !(route.state() instanceof RouteState.Assigned state)) {
      throw Problem.state(
          "the assignment", assignment.state(), "only work that is ACTIVE can be worked on");
    }
    ChangingRoutes.Changes changes = work.begin(tx, now);
    UUID result = step.run(changes, route, state, assignment);
    changes.flush();
    return result;
  }

  private Instant due(Route route, Assignment assignment) {
    Policy policy = communities.policyOf(route.community());
    Instant pausedAt = assignment.pausedAt();
    return pausedAt != null
        ? pausedAt.plusSeconds(policy.customerWaitSeconds())
        : assignment.nextLook(policy.warningPercent());
  }

  private static Message message(
      Member member,
      Route route,
      Message.Kind kind,
      String text,
      boolean asksCustomer,
      Instant now) {
    return new Message(
        Ids.next(),
        route.id(),
        route.community(),
        Message.Author.MEMBER,
        member.id(),
        member.alias(),
        member.tier(),
        kind,
        text,
        asksCustomer,
        now);
  }
}
