package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.calendars.domain.AlwaysOpen;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one request. What is heard is kept as marks with the time it happened; where the
 * request stands and what its clocks have used is folded from them, so a fact that is heard late,
 * or before what introduces the request, has the effect that it would have had in time.
 *
 * <p>Every fact has an outcome in every state, and none is an error: see {@link Fold}. Two
 * judgements follow hearing and time: {@link #settled} says what is certain whatever is heard
 * later, {@link #due} also what silence means, and may only be asked by who is not behind.
 *
 * @param submission null as long as the request is known by hearsay only
 * @param minimumTier the highest that was heard; nothing lowers it
 * @param replies what was said of each wait for our next message; without a target nothing is
 * @param received how its answers were received, which moves no clock
 */
public record RequestClocks(
    @Nullable Submission submission,
    Tier minimumTier,
    List<Mark> marks,
    List<RaisedStep> raised,
    Map<SlaClock, Judged> judged,
    List<JudgedReply> replies,
    Tried tried,
    Received received) {

  /** Share of a budget at which a target is at risk. */
  public static final int AT_RISK_PERCENT = 75;

  /** Somebody is alerted when a request is known by hearsay only for that long (P4). */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What has nothing left to run out is looked at again after that (P4). */
  public static final Duration RECHECK = Duration.ofHours(24);

  /**
   * The most marks of one request, its conversation's share of them. Beyond it questions and
   * messages no longer stop and start clocks; what moves the state is always kept.
   */
  static final int MOST_MARKS = 400;

  /** So many messages of ours are kept beyond that. */
  static final int MOST_REPLIES = 100;

  /** Nothing was heard yet. */
  public static final RequestClocks UNKNOWN =
      new RequestClocks(
          null,
          Tier.COMMUNITY,
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          Tried.NOBODY,
          Received.NOTHING);

  public RequestClocks {
    marks = List.copyOf(marks);
    raised = List.copyOf(raised);
    judged = Map.copyOf(judged);
    replies = List.copyOf(replies);
  }

  // ---- what is heard ----

  /** A customer asked. The first telling counts. */
  public RequestClocks submitted(
      Instant at,
      Priority priority,
      Tier minimum,
      @Nullable Integer policyVersion,
      @Nullable String topic,
      @Nullable Dial dial) {
    RequestClocks known =
        submission != null
            ? this
            : with(new Submission(at, priority, policyVersion, topic, dial, null));
    return known.tierRaised(minimum);
  }

  /** The policy of its community is known. The first telling counts. */
  public RequestClocks planned(Plan plan) {
    return submission == null || submission.plan() != null ? this : with(submission.under(plan));
  }

  /**
   * Goes by another plan, as if it had been in force from the start: deadlines, breaches and steps
   * are judged anew from what happened. Only for what has a plan.
   */
  public Outcome replanned(Plan plan, Instant now) {
    Submission known = Objects.requireNonNull(submission, "it was not submitted");
    Outcome judged = with(known.under(plan)).settled(now);
    List<ClockEvent> events = new ArrayList<>();
    events.add(
        new ClockEvent.Replanned(
            plan.version(), !plan.notRaised(judged.clocks().raised()).isEmpty()));
    events.addAll(judged.events());
    return new Outcome(judged.clocks(), events);
  }

  /**
   * Counts in another calendar, as if it had held from the start; nothing is judged. What has no
   * plan stays as it is.
   */
  public RequestClocks in(CalendarVersion calendar) {
    Plan plan = plan();
    return submission == null || plan == null ? this : with(submission.under(plan.in(calendar)));
  }

  /**
   * The same where its own calendar is an earlier version than this one: what was changed in the
   * meantime counts before anything is judged. Null is that there is none.
   */
  public RequestClocks inAtLeast(@Nullable CalendarVersion calendar) {
    Plan plan = plan();
    return calendar == null || plan == null || plan.calendarVersion() >= calendar.version()
        ? this
        : in(calendar);
  }

  /** A member accepted or claimed. */
  public RequestClocks taken(
      Instant at, UUID assignmentId, int round, UUID memberId, String alias, Tier tier) {
    return with(new Mark.Taken(at, assignmentId, round, memberId, alias, tier));
  }

  /** The member handed the work back. */
  public RequestClocks released(Instant at, UUID assignmentId) {
    return with(new Mark.GivenBack(at, assignmentId, Mark.GivenBack.How.RELEASED));
  }

  /** The work was taken back. */
  public RequestClocks timedOut(Instant at, UUID assignmentId) {
    return with(new Mark.GivenBack(at, assignmentId, Mark.GivenBack.How.TIMED_OUT));
  }

  /** The work is not wanted from this member any more. */
  public RequestClocks workCancelled(Instant at, UUID assignmentId) {
    return with(new Mark.GivenBack(at, assignmentId, Mark.GivenBack.How.CANCELLED));
  }

  /** A member wrote. */
  public RequestClocks spoken(
      Instant at, UUID assignmentId, boolean asksCustomer, @Nullable Integer heard) {
    return replied(new Mark.Spoken(at, assignmentId, asksCustomer, heard));
  }

  /**
   * It is more pressing from then on. What is no raise, whenever it is heard, counts for nothing.
   */
  public RequestClocks priorityRaised(Instant at, Priority to) {
    return with(new Mark.PriorityRaised(at, to));
  }

  /** Staff wrote to the customer. */
  public RequestClocks staffWrote(Instant at) {
    return replied(new Mark.StaffWrote(at));
  }

  /** The member wrote after the answer, or took what the customer wrote for thanks. */
  public RequestClocks followedUp(Instant at, UUID assignmentId, @Nullable Integer heard) {
    return replied(new Mark.FollowedUp(at, assignmentId, heard));
  }

  /** What it needs was said anew: it waits in another queue. */
  public RequestClocks needsChanged(Instant at) {
    return conversed(new Mark.NeedsChanged(at));
  }

  /** The work has more time, which moves no clock of the request. */
  public RequestClocks extended(Instant at, UUID assignmentId, Instant dueAt, boolean byStaff) {
    return conversed(new Mark.Extended(at, assignmentId, dueAt, byStaff));
  }

  /** The customer wrote; thanks move nothing. */
  public RequestClocks customerWrote(Instant at, @Nullable Integer number, boolean thanks) {
    return thanks ? this : conversed(new Mark.CustomerWrote(at, number));
  }

  /** A member answered; told by routing when it is completed and by intake when it is delivered. */
  public RequestClocks answered(
      Instant at, UUID assignmentId, int round, Tier tier, @Nullable Integer heard) {
    Predicate<Mark> same =
        m -> m instanceof Mark.Answered a && a.assignmentId().equals(assignmentId);
    Instant earliest = at;
    Integer upTo = heard;
    for (Mark mark : marks) {
      if (mark instanceof Mark.Answered told && same.test(told)) {
        earliest = told.at().isBefore(earliest) ? told.at() : earliest;
        upTo = upTo == null ? told.heard() : upTo;
      }
    }
    Mark.Answered both = new Mark.Answered(earliest, assignmentId, round, tier, upTo);
    return marks.contains(both) ? this : without(same).with(both);
  }

  /** The answer did not help. */
  public RequestClocks reopened(Instant at, int round) {
    return with(new Mark.Reopened(at, round));
  }

  /** The answer is confirmed. */
  public RequestClocks resolved(Instant at, UUID assignmentId, int round, int confirmedInRound) {
    return with(new Mark.Resolved(at, assignmentId, round, confirmedInRound));
  }

  /** Routing has no step left. */
  public RequestClocks exhausted(Instant at, int round) {
    return with(new Mark.Exhausted(at, round));
  }

  /** Nobody wants an answer any more. */
  public RequestClocks cancelled(Instant at) {
    return with(new Mark.Cancelled(at));
  }

  /** An incident answers it from then on. */
  public RequestClocks linked(Instant at) {
    return with(new Mark.Linked(at));
  }

  /** No incident answers it any more. */
  public RequestClocks split(Instant at, int round) {
    return with(new Mark.Split(at, round));
  }

  /** It has its answer, which no assignment of its own gave. */
  public RequestClocks closed(Instant at, int round, Mark.Closed.By by) {
    return with(new Mark.Closed(at, round, by));
  }

  /** The request needs a higher tier. */
  public RequestClocks tierRaised(Tier minimum) {
    return new RequestClocks(
        submission, minimumTier.orHigher(minimum), marks, raised, judged, replies, tried, received);
  }

  /** Offers were made, or ended without being taken. */
  public RequestClocks offered(int made, int expired, int declined) {
    return new RequestClocks(
        submission,
        minimumTier,
        marks,
        raised,
        judged,
        replies,
        tried.plus(made, expired, declined),
        received);
  }

  /** The customer judged an answer. */
  public RequestClocks rated(Instant at, UUID assignmentId, int stars) {
    return with(received.with(new Received.Rating(at, assignmentId, stars)));
  }

  /** A member was paid for an answer or, by less than none, not any more. */
  public RequestClocks paid(Instant at, UUID memberId, int points) {
    return with(received.with(new Received.Payment(at, memberId, points)));
  }

  // ---- what follows ----

  /** Whether the request, its topic or the customer wants somebody above the community. */
  public boolean asksForStaff() {
    return minimumTier != Tier.COMMUNITY;
  }

  /** Where it stands. */
  public Timeline timeline() {
    return Timeline.of(submission == null ? null : submission.at(), fold(), marks);
  }

  /** Nothing of it was gone through yet. */
  Fold fold() {
    Plan plan = plan();
    return new Fold(
        submission == null ? null : submission.at(),
        plan == null ? Duration.ZERO : plan.customerWait(),
        plan == null ? AlwaysOpen.TIME : plan.working(),
        marks);
  }

  /** What the facts alone make certain: targets met, missed, and what was said too early. */
  public Outcome settled(Instant now) {
    return judge(now, false, null);
  }

  /** The same, and what silence until now means. Only for who is not behind. */
  public Outcome due(Instant now) {
    return due(now, null);
  }

  /**
   * The same, for who knows how long requests of its queue wait just now.
   *
   * @param expected null when it is not known
   */
  public Outcome due(Instant now, @Nullable Duration expected) {
    return judge(now, true, expected);
  }

  private Outcome judge(Instant now, boolean silenceCounts, @Nullable Duration expected) {
    Plan plan = plan();
    if (plan != null) {
      return new Judgement(this, plan, now, silenceCounts, expected).outcome();
    }
    boolean alert = silenceCounts && !timeline().status().isFinished();
    return new Outcome(this, alert ? List.of(new ClockEvent.StillUnknown()) : List.of());
  }

  /**
   * When {@link #due} will next say something; null when it never will unless something is heard.
   */
  public @Nullable Instant nextDueAt() {
    return nextDueAt(null);
  }

  /** The same, if that wait is to expect from now on. */
  public @Nullable Instant nextDueAt(@Nullable Duration expected) {
    Plan plan = plan();
    return plan == null
        ? null
        : new Judgement(this, plan, Instant.MAX, false, expected).nextDueAt();
  }

  /** Whether a step of its plan may yet be due because of the wait that is to expect. */
  public boolean predicts() {
    Plan plan = plan();
    return plan != null
        && plan.notRaised(raised).stream().anyMatch(Policy.Step::predicts)
        && timeline().status() == Status.OPEN;
  }

  /** Whether a target was missed. */
  public boolean isBreached() {
    return allSaid().anyMatch(said -> said.breachedAt() != null);
  }

  /** Whether one of our next messages was late. */
  public boolean hasMissedReply() {
    return replies.stream().anyMatch(reply -> reply.said().breachedAt() != null);
  }

  /** Whether a clock that goes on is at risk, while no target was missed. */
  public boolean isAtRisk(Timeline timeline) {
    return timeline.status() != Status.LINKED
        && !isBreached()
        && (judged.entrySet().stream()
                .anyMatch(
                    e -> e.getValue().atRiskAt() != null && timeline.spans(e.getKey()).isOpen())
            || timeline.replies().stream()
                .anyMatch(reply -> reply.spans().isOpen() && judged(reply).atRiskAt() != null));
  }

  /** Whether any target was ever at risk. */
  boolean wasAtRisk() {
    return allSaid().anyMatch(said -> said.atRiskAt() != null);
  }

  private Stream<Judged> allSaid() {
    return Stream.concat(judged.values().stream(), replies.stream().map(JudgedReply::said));
  }

  /** What was said of a clock; of NEXT_RESPONSE, of the latest wait. */
  public Judged judged(SlaClock clock, Timeline timeline) {
    if (clock != SlaClock.NEXT_RESPONSE) {
      return judged(clock);
    }
    return timeline.replies().isEmpty() ? Judged.NOTHING : judged(timeline.replies().getLast());
  }

  /** What was said of a wait for our next message. */
  public Judged judged(Reply reply) {
    return replies.stream()
        .filter(each -> each.askedAt().equals(reply.askedAt()))
        .map(JudgedReply::said)
        .findFirst()
        .orElse(Judged.NOTHING);
  }

  /** What was said of a clock. */
  public Judged judged(SlaClock clock) {
    return judged.getOrDefault(clock, Judged.NOTHING);
  }

  /** The numbers that count for it; null until it was submitted and its policy is known. */
  public @Nullable Plan plan() {
    return submission == null ? null : submission.plan();
  }

  /** How pressing it was when it was submitted; its plan goes by that. */
  public Priority submittedPriority() {
    return Objects.requireNonNull(submission, "it was not submitted").priority();
  }

  /** How pressing a submitted request is now. */
  public Priority priority() {
    Priority priority = submittedPriority();
    for (Mark mark : marks) {
      if (mark instanceof Mark.PriorityRaised raised) {
        priority = priority.orHigher(raised.priority());
      }
    }
    return priority;
  }

  /** How often the work came back like that. */
  public int givenBack(Mark.GivenBack.How how) {
    return (int)
        marks.stream().filter(m -> m instanceof Mark.GivenBack g && g.how() == how).count();
  }

  RequestClocks with(
      List<RaisedStep> steps, Map<SlaClock, Judged> said, List<JudgedReply> ofReplies) {
    return new RequestClocks(
        submission, minimumTier, marks, steps, said, ofReplies, tried, received);
  }

  private RequestClocks with(Received heard) {
    return new RequestClocks(submission, minimumTier, marks, raised, judged, replies, tried, heard);
  }

  private RequestClocks with(Submission known) {
    return new RequestClocks(known, minimumTier, marks, raised, judged, replies, tried, received);
  }

  /**
   * A message of ours. What ends a wait is kept for longer than what begins one, and the earliest
   * always: it may be the first response.
   */
  private RequestClocks replied(Mark mark) {
    return marks.size() < MOST_MARKS + MOST_REPLIES || isFirstOfOurs(mark) ? with(mark) : this;
  }

  private boolean isFirstOfOurs(Mark mark) {
    return marks.stream()
        .filter(m -> m instanceof Mark.Spoken || m instanceof Mark.StaffWrote)
        .allMatch(m -> mark.at().isBefore(m.at()));
  }

  private RequestClocks conversed(Mark mark) {
    return marks.size() >= MOST_MARKS ? this : with(mark);
  }

  private RequestClocks with(Mark mark) {
    if (marks.contains(mark)) {
      return this;
    }
    List<Mark> more = new ArrayList<>(marks);
    more.add(mark);
    return new RequestClocks(
        submission, minimumTier, more, raised, judged, replies, tried, received);
  }

  private RequestClocks without(Predicate<Mark> which) {
    List<Mark> fewer = marks.stream().filter(which.negate()).toList();
    return new RequestClocks(
        submission, minimumTier, fewer, raised, judged, replies, tried, received);
  }
}
