package dev.crowdline.routing.assignments;

import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.routes.CommandingRoutes;
import dev.crowdline.routing.routes.CommandingRoutes.Order;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.WorkStanding;
import dev.crowdline.routing.routes.domain.Working;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a member does on work that is taken: start, write, take more time, complete, hand back, and
 * after the answer write once more or mark thanks.
 */
@ApplicationScoped
public class WorkingOnAssignments {
  private final CommandingRoutes commanding;

  WorkingOnAssignments(CommandingRoutes commanding) {
    this.commanding = commanding;
  }

  /** The explicit start of the work, which is a first action. */
  public Outcome start(Caller caller, Member member, UUID assignmentId, @Nullable String key) {
    return run(
        new Order(caller, "start-assignment/" + assignmentId, key, null, 200),
        member,
        assignmentId,
        (standing, now) -> Working.start(standing, member, now));
  }

  /** More time for the answer. */
  public Outcome extend(Caller caller, Member member, UUID assignmentId, @Nullable String key) {
    return run(
        new Order(caller, "extend-assignment/" + assignmentId, key, null, 200),
        member,
        assignmentId,
        (standing, now) -> Working.extend(standing, member, now));
  }

  /** A message to the customer; with {@code asksCustomer} the clocks stand still until a reply. */
  public Outcome write(
      Caller caller,
      Member member,
      UUID assignmentId,
      String text,
      boolean asksCustomer,
      @Nullable String key) {
    UUID messageId = Ids.next();
    return run(
        new Order(caller, "write-message/" + assignmentId, key, List.of(text, asksCustomer), 201),
        member,
        assignmentId,
        (standing, now) -> Working.write(standing, member, messageId, text, asksCustomer, now));
  }

  /** The answer. */
  public Outcome complete(
      Caller caller, Member member, UUID assignmentId, String answer, @Nullable String key) {
    UUID messageId = Ids.next();
    return run(
        new Order(caller, "complete-assignment/" + assignmentId, key, answer, 200),
        member,
        assignmentId,
        (standing, now) -> Working.complete(standing, member, messageId, answer, now));
  }

  /** Hands the work back, perhaps with a reason. */
  public Outcome release(
      Caller caller,
      Member member,
      UUID assignmentId,
      @Nullable String reason,
      @Nullable String key) {
    String why = reason == null || reason.isBlank() ? null : reason.strip();
    return run(
        new Order(caller, "release-assignment/" + assignmentId, key, why, 200),
        member,
        assignmentId,
        (standing, now) -> Working.release(standing, member, why, now));
  }

  /** Writes to the customer once more after the answer. */
  public Outcome followUp(
      Caller caller, Member member, UUID assignmentId, String text, @Nullable String key) {
    UUID messageId = Ids.next();
    return run(
        new Order(caller, "follow-up/" + assignmentId, key, text, 201),
        member,
        assignmentId,
        (standing, now) -> Working.followUp(standing, member, messageId, text, now));
  }

  /** Says that what the customer wrote since the answer was thanks. */
  public Outcome markAsThanks(
      Caller caller, Member member, UUID assignmentId, @Nullable String key) {
    return run(
        new Order(caller, "mark-as-thanks/" + assignmentId, key, null, 200),
        member,
        assignmentId,
        (standing, now) -> Working.markAsThanks(standing, member, now));
  }

  private Outcome run(
      Order order,
      Member member,
      UUID assignmentId,
      BiFunction<WorkStanding, Instant, Outcome> judge) {
    return commanding.runOnWork(
        order, CommandingRoutes.onWork(member.community(), assignmentId, judge));
  }
}
