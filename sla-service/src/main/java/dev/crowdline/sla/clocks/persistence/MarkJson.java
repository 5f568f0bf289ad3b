package dev.crowdline.sla.clocks.persistence;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Mark;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mark as the column {@code history} keeps it.
 *
 * @param number of the customer's message, or the highest that was heard; of RESOLVED the round in
 *     which it was confirmed. Absent where it was not said
 */
record MarkJson(
    Kind kind,
    Instant at,
    @Nullable UUID assignment,
    @Nullable Integer round,
    @Nullable UUID member,
    @Nullable String alias,
    @Nullable Tier tier,
    @Nullable Integer number,
    @Nullable Priority priority,
    @Nullable Instant dueAt,
    Mark.Closed.@Nullable By by) {

  /** What happened. */
  enum Kind {
    TAKEN,
    RELEASED,
    TIMED_OUT,
    WORK_CANCELLED,
    WROTE,
    ASKED,
    ANSWERED,
    FOLLOWED_UP,
    EXTENDED,
    TIME_GIVEN,
    NEEDS_CHANGED,
    CUSTOMER_WROTE,
    STAFF_WROTE,
    PRIORITY_RAISED,
    REOPENED,
    RESOLVED,
    EXHAUSTED,
    CANCELLED,
    LINKED,
    SPLIT,
    CLOSED
  }

  static MarkJson of(Mark mark) {
    return switch (mark) {
      case Mark.Taken m ->
          new MarkJson(
              Kind.TAKEN,
              m.at(),
              m.assignmentId(),
              m.round(),
              m.memberId(),
              m.alias(),
              m.tier(),
              null,
              null,
              null,
              null);
      case Mark.GivenBack m -> of(kind(m.how()), m.at(), m.assignmentId(), null);
      case Mark.Spoken m ->
          of(m.asksCustomer() ? Kind.ASKED : Kind.WROTE, m.at(), m.assignmentId(), null, m.heard());
      case Mark.FollowedUp m -> of(Kind.FOLLOWED_UP, m.at(), m.assignmentId(), null, m.heard());
      case Mark.Answered m ->
          new MarkJson(
              Kind.ANSWERED,
              m.at(),
              m.assignmentId(),
              m.round(),
              null,
              null,
              m.tier(),
              m.heard(),
              null,
              null,
              null);
      case Mark.StaffWrote m -> of(Kind.STAFF_WROTE, m.at(), null, null);
      case Mark.PriorityRaised m ->
          new MarkJson(
              Kind.PRIORITY_RAISED,
              m.at(),
              null,
              null,
              null,
              null,
              null,
              null,
              m.priority(),
              null,
              null);
      case Mark.Extended m ->
          new MarkJson(
              m.byStaff() ? Kind.TIME_GIVEN : Kind.EXTENDED,
              m.at(),
              m.assignmentId(),
              null,
              null,
              null,
              null,
              null,
              null,
              m.dueAt(),
              null);
      case Mark.NeedsChanged m -> of(Kind.NEEDS_CHANGED, m.at(), null, null);
      case Mark.CustomerWrote m -> of(Kind.CUSTOMER_WROTE, m.at(), null, null, m.number());
      case Mark.Reopened m -> of(Kind.REOPENED, m.at(), null, m.round());
      case Mark.Resolved m ->
          of(Kind.RESOLVED, m.at(), m.assignmentId(), m.round(), m.confirmedInRound());
      case Mark.Exhausted m -> of(Kind.EXHAUSTED, m.at(), null, m.round());
      case Mark.Cancelled m -> of(Kind.CANCELLED, m.at(), null, null);
      case Mark.Linked m -> of(Kind.LINKED, m.at(), null, null);
      case Mark.Split m -> of(Kind.SPLIT, m.at(), null, m.round());
      case Mark.Closed m ->
          new MarkJson(
              Kind.CLOSED, m.at(), null, m.round(), null, null, null, null, null, null, m.by());
    };
  }

  Mark mark() {
    return switch (kind) {
      case TAKEN ->
          new Mark.Taken(
              at, given(assignment), given(round), given(member), given(alias), given(tier));
      case RELEASED -> new Mark.GivenBack(at, given(assignment), Mark.GivenBack.How.RELEASED);
      case TIMED_OUT -> new Mark.GivenBack(at, given(assignment), Mark.GivenBack.How.TIMED_OUT);
      case WORK_CANCELLED ->
          new Mark.GivenBack(at, given(assignment), Mark.GivenBack.How.CANCELLED);
      case WROTE -> new Mark.Spoken(at, given(assignment), false, number);
      case ASKED -> new Mark.Spoken(at, given(assignment), true, number);
      case FOLLOWED_UP -> new Mark.FollowedUp(at, given(assignment), number);
      case ANSWERED -> new Mark.Answered(at, given(assignment), given(round), given(tier), number);
      case EXTENDED -> new Mark.Extended(at, given(assignment), given(dueAt), false);
      case TIME_GIVEN -> new Mark.Extended(at, given(assignment), given(dueAt), true);
      case NEEDS_CHANGED -> new Mark.NeedsChanged(at);
      case CUSTOMER_WROTE -> new Mark.CustomerWrote(at, number);
      case STAFF_WROTE -> new Mark.StaffWrote(at);
      case PRIORITY_RAISED -> new Mark.PriorityRaised(at, given(priority));
      case REOPENED -> new Mark.Reopened(at, given(round));
      case RESOLVED ->
          new Mark.Resolved(
              at,
              given(assignment),
              given(round),
              Objects.requireNonNullElse(number, given(round)));
      case EXHAUSTED -> new Mark.Exhausted(at, given(round));
      case CANCELLED -> new Mark.Cancelled(at);
      case LINKED -> new Mark.Linked(at);
      case SPLIT -> new Mark.Split(at, given(round));
      case CLOSED ->
          // What is older than the field was closed by an incident: nothing else did.
          new Mark.Closed(
              at, given(round), Objects.requireNonNullElse(by, Mark.Closed.By.INCIDENT));
    };
  }

  private static MarkJson of(
      Kind kind, Instant at, @Nullable UUID assignment, @Nullable Integer round) {
    return of(kind, at, assignment, round, null);
  }

  private static MarkJson of(
      Kind kind,
      Instant at,
      @Nullable UUID assignment,
      @Nullable Integer round,
      @Nullable Integer number) {
    return new MarkJson(kind, at, assignment, round, null, null, null, number, null, null, null);
  }

  private static Kind kind(Mark.GivenBack.How how) {
    return switch (how) {
      case RELEASED -> Kind.RELEASED;
      case TIMED_OUT -> Kind.TIMED_OUT;
      case CANCELLED -> Kind.WORK_CANCELLED;
    };
  }

  private <T> T given(@Nullable T value) {
    return Objects.requireNonNull(value, () -> "a field is missing in " + this);
  }
}
