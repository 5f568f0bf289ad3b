package dev.crowdline.routing.assignments;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.routing.routes.CommandingRoutes;
import dev.crowdline.routing.routes.CommandingRoutes.Order;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.WorkStanding;
import dev.crowdline.routing.routes.domain.Working;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Hands the work back, perhaps with a reason, and with a note for staff who has it next. */
  public Outcome release(
      Caller caller,
      Member member,
      UUID assignmentId,
      @Nullable String reason,
      @Nullable String note,
      @Nullable String key) {
    String why = text(reason);
    String left = text(note);
    if (left != null && member.tier() == Tier.COMMUNITY) {
      return new Refusal.NotOfThisTier(
          "only specialists and contractors leave notes; say in 'reason' why you hand it back");
    }
    UUID noteId = Ids.next();
    return run(
        new Order(
            caller,
            "release-assignment/" + assignmentId,
            key,
            left == null ? why : Arrays.asList(why, left),
            200),
        member,
        assignmentId,
        (standing, now) ->
            left == null
                ? Working.release(standing, member, why, now)
                : noted(
                    Working.release(standing, member, why, now),
                    standing,
                    member,
                    noteId,
                    left,
                    now));
  }

  private static Outcome noted(
      Outcome released,
      WorkStanding standing,
      Member member,
      UUID noteId,
      String text,
      Instant now) {
    if (!(released instanceof Decision decision)) {
      return released;
    }
    List<Change> changes = new ArrayList<>(decision.changes());
    changes.add(
        new Change.Noted(
            StaffNote.by(
                member,
                noteId,
                standing.route().id(),
                StaffNote.Kind.HANDED_BACK,
                text,
                now,
                List.of())));
    return new Decision(decision.result(), changes);
  }

  private static @Nullable String text(@Nullable String given) {
    return given == null || given.isBlank() ? null : given.strip();
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
