package dev.crowdline.routing.assignments;

import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.ThanksMarked;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member may still do after the answer, when the customer wrote on: one more message, or say
 * that it was thanks. Neither is work: it needs no room and makes no assignment, and it is refused
 * once somebody else has the work or the request is over.
 */
@ApplicationScoped
public class FollowingUp {
  private final Database database;
  private final RouteTable routes;
  private final AssignmentTable assignments;
  private final ChangingRoutes work;
  private final Idempotency idempotency;
  private final InstantSource clock;

  FollowingUp(
      Database database,
      RouteTable routes,
      AssignmentTable assignments,
      ChangingRoutes work,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.assignments = assignments;
    this.work = work;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** One command under the route's lock. */
  private interface Step {
    UUID run(ChangingRoutes.Changes changes, Route route);
  }

  /** Writes to the customer once more; returns the message's id. */
  public UUID followUp(
      Caller caller, Member member, UUID assignmentId, String text, @Nullable String key) {
    return run(
        caller,
        member,
        "follow-up/",
        assignmentId,
        key,
        text,
        201,
        (changes, route) -> {
          Message message =
              new Message(
                  Ids.next(),
                  route.id(),
                  route.community(),
                  Message.Author.MEMBER,
                  member.id(),
                  member.alias(),
                  member.tier(),
                  Message.Kind.MESSAGE,
                  text,
                  false,
                  changes.now());
          changes.add(message);
          // After a reopening it is read, and the work goes on all the same.
          changes.save(route.isClosed() ? route.given(assignmentId, changes.now()) : route);
          changes.state(
              route,
              null,
              new MessageWritten(
                  message.id(),
                  assignmentId,
                  member.id(),
                  member.alias(),
                  member.tier(),
                  false,
                  text,
                  route.turn().highest(),
                  true));
          return message.id();
        });
  }

  /** Says that what the customer wrote since the answer was thanks, which confirms nothing. */
  public void markAsThanks(Caller caller, Member member, UUID assignmentId, @Nullable String key) {
    run(
        caller,
        member,
        "mark-as-thanks/",
        assignmentId,
        key,
        null,
        200,
        (changes, route) -> {
          if (!route.isClosed()) {
            throw Problem.state(
                "the route", route.state().name(), "the request was reopened and is offered again");
          }
          if (route.waitingOn() == WaitingOn.CUSTOMER) {
            throw Problem.state(
                "the assignment",
                AssignmentState.COMPLETED,
                "the customer has written nothing since your answer that could be thanks");
          }
          changes.save(route.given(assignmentId, changes.now()));
          changes.state(
              route, null, new ThanksMarked(assignmentId, member.id(), route.turn().highest()));
          return assignmentId;
        });
  }

  private UUID run(
      Caller caller,
      Member member,
      String operation,
      UUID assignmentId,
      @Nullable String key,
      @Nullable Object body,
      int status,
      Step step) {
    return database.transact(tx ->
        UUID.fromString(
            idempotency
                .run(
                    tx,
                    caller,
                    operation + assignmentId,
                    key,
                    body,
                    status,
                    () -> run(tx, member, assignmentId, step).toString())
                .resourceId()));
  }

  private UUID run(Tx tx, Member member, UUID assignmentId, Step step) {
    Route route = routes.lockOfAssignment(tx, member.community(), assignmentId);
    Assignment answered =
        route == null ? null : assignments.find(tx, member.community(), assignmentId);
    if (route == null
        || answered == null
        || !answered.memberId().equals(member.id())
        || !member.tier().reaches(route.demand().minimumTier())) {
      throw Problem.notFound("assignment", assignmentId);
    }
    if (answered.state() != AssignmentState.COMPLETED) {
      throw Problem.state(
          "the assignment", answered.state(), "only an answer can be followed up (COMPLETED)");
    }
    switch (route.state()) {
      case RouteState.Assigned state -> throw taken();
      case RouteState.Closed state when state.finished() ->
          throw Problem.state("the route", "CLOSED", "the request is over");
      case RouteState.Closed state when answered.round() < route.round() -> throw taken();
      case RouteState.Open state when answered.round() < route.round() - 1 -> throw taken();
      case RouteState.Closed state -> {}
      case RouteState.Open state -> {}
    }
    ChangingRoutes.Changes changes = work.begin(tx, clock.instant());
    UUID result = step.run(changes, route);
    changes.flush();
    return result;
  }

  private static RuntimeException taken() {
    return Problem.of(
        ProblemType.ALREADY_TAKEN, "the request was reopened and somebody else has it now");
  }
}
