package dev.crowdline.sla.clocks.web;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.clocks.domain.Course;
import dev.crowdline.sla.clocks.domain.Deadlines;
import dev.crowdline.sla.clocks.domain.Judged;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RaisedStep;
import dev.crowdline.sla.clocks.domain.Reply;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Spans;
import dev.crowdline.sla.clocks.domain.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Parts of a request's clocks as the API shows them. */
public final class Shown {
  private Shown() {}

  /** A clock's state. */
  public enum State {
    /** Time is being used. */
    RUNNING,
    /** It stands still and may go on: the customer has the ball, or the calendar is closed. */
    PAUSED,
    /** It was stopped in time. */
    MET,
    /** It was stopped too late, or the request was cancelled. */
    STOPPED
  }

  /**
   * A clock.
   *
   * @param budgetMillis in working time, as all that is used or left of it is
   * @param usedShare of its budget; 1 is all
   * @param leftMillis none when all is used
   * @param leftWallMillis from now until it is due, nights and holidays with it; null when it is
   *     not known to be ever due, or was
   * @param dueAt when it is or was used up, if nothing changes
   * @param course why it ran when it did
   */
  public record Clock(
      SlaClock kind,
      State state,
      long budgetMillis,
      long usedMillis,
      double usedShare,
      long leftMillis,
      @Nullable Long leftWallMillis,
      @Nullable Instant dueAt,
      @Nullable Instant atRiskAt,
      @Nullable Instant breachedAt,
      @Nullable Instant metAt,
      List<Turning> course) {}

  /**
   * A clock began to run, or stood still.
   *
   * @param assignmentId of the member whose doing it was; null when it was nobody's
   */
  @Schema(name = "ClockTurning")
  public record Turning(
      Instant at, boolean runs, Course.Reason reason, @Nullable UUID assignmentId) {}

  /**
   * A step of the plan.
   *
   * @param share of the budget at which it is due
   * @param action what it does, in words
   * @param dueAt when that share is or was used, if nothing changes; null when it never is. Of one
   *     that predicts, when less than the wait to expect is left, if that is sooner
   * @param raised whether it was raised and not taken back
   * @param predictive whether it is due already when the wait to expect is longer than what is left
   */
  @Schema(name = "PlannedStep")
  public record PlannedStep(
      String id,
      double share,
      String action,
      @Nullable Instant dueAt,
      boolean raised,
      boolean predictive) {}

  /**
   * The calendar that a request's clocks count in.
   *
   * @param version 1 is always open
   * @param open whether it is now
   * @param opensAt when it next is; null when it is open
   */
  @Schema(name = "ClockCalendar")
  public record InCalendar(String name, int version, boolean open, @Nullable Instant opensAt) {
    static InCalendar of(Plan plan, Instant now) {
      CalendarVersion calendar = Objects.requireNonNullElse(plan.calendar(), CalendarVersion.FIRST);
      boolean open = calendar.time().isOpenAt(now);
      return new InCalendar(
          calendar.name(), calendar.version(), open, open ? null : calendar.time().opensAt(now));
    }
  }

  /**
   * A wait of a further message of the customer for our next one.
   *
   * @param askedAt when the customer wrote, the first of those that waited together
   * @param repliedAt absent while it waits, and when the request ended without
   * @param usedMillis in working time
   * @param dueAt when the target for it is or was used up; absent without a target
   */
  @Schema(name = "NextResponse")
  public record NextResponse(
      Instant askedAt,
      @Nullable Instant repliedAt,
      State state,
      long usedMillis,
      @Nullable Long budgetMillis,
      @Nullable Instant dueAt,
      @Nullable Instant atRiskAt,
      @Nullable Instant breachedAt,
      @Nullable Instant metAt) {}

  /** What further messages of the customer waited for, in order of time. */
  static List<NextResponse> replies(
      RequestClocks clocks, Timeline timeline, @Nullable Plan plan, Instant now) {
    return timeline.replies().stream()
        .map(reply -> reply(reply, clocks, timeline, plan, now))
        .toList();
  }

  private static NextResponse reply(
      Reply reply, RequestClocks clocks, Timeline timeline, @Nullable Plan plan, Instant now) {
    Judged judged = clocks.judged(reply);
    Deadlines deadlines = plan == null ? null : Deadlines.of(clocks, plan, timeline);
    Duration budget = deadlines == null ? null : deadlines.budget(reply);
    return new NextResponse(
        reply.askedAt(),
        reply.repliedAt(),
        state(reply, judged, now),
        reply.spans().used(now).toMillis(),
        budget == null ? null : budget.toMillis(),
        deadlines == null ? null : deadlines.reaches(reply, 100),
        judged.atRiskAt(),
        judged.breachedAt(),
        judged.metAt());
  }

  private static State state(Reply reply, Judged judged, Instant now) {
    if (reply.spans().isOpen()) {
      return reply.spans().runsAt(now) ? State.RUNNING : State.PAUSED;
    }
    return judged.metAt() != null && judged.breachedAt() == null ? State.MET : State.STOPPED;
  }

  /** The latest wait as a clock; none as long as there is no target, or nothing waited. */
  static Optional<Clock> nextResponse(
      RequestClocks clocks, Timeline timeline, Plan plan, Instant now) {
    if (timeline.replies().isEmpty()) {
      return Optional.empty();
    }
    Reply reply = timeline.replies().getLast();
    Deadlines deadlines = Deadlines.of(clocks, plan, timeline);
    Duration budget = deadlines.budget(reply);
    if (budget == null) {
      return Optional.empty();
    }
    Judged judged = clocks.judged(reply);
    Duration used = reply.spans().used(now);
    Instant dueAt = deadlines.reaches(reply, 100);
    List<Turning> course = new ArrayList<>();
    course.add(new Turning(reply.askedAt(), true, Course.Reason.CUSTOMER_WROTE, null));
    Instant end = reply.spans().list().getLast().to();
    if (end != null && reply.endedBy() != null) {
      course.add(new Turning(end, false, reply.endedBy(), reply.assignmentId()));
    }
    return Optional.of(
        new Clock(
            SlaClock.NEXT_RESPONSE,
            state(reply, judged, now),
            budget.toMillis(),
            used.toMillis(),
            share(budget, used),
            Math.max(0, budget.minus(used).toMillis()),
            dueAt == null || dueAt.isBefore(now) ? null : Duration.between(now, dueAt).toMillis(),
            dueAt,
            judged.atRiskAt(),
            judged.breachedAt(),
            judged.metAt(),
            course));
  }

  /** The steps of a request's plan, in their order. */
  static List<PlannedStep> steps(
      RequestClocks clocks, Timeline timeline, Plan plan, @Nullable Duration expected) {
    Deadlines deadlines = Deadlines.of(clocks, plan, timeline);
    return plan.steps().stream()
        .map(step ->
            new PlannedStep(
                String.valueOf(step.id()),
                step.percent() / 100.0,
                action(step),
                deadlines.reaches(step, expected),
                clocks.raised().stream().anyMatch(raised -> raised.stepId().equals(step.id())),
                step.predicts()))
        .toList();
  }

  /**
   * A step that was raised.
   *
   * @param share of the budget at which it is due
   * @param action what it does, in words
   * @param at when that share was used, or the wait to expect was longer than what was left
   * @param expectedWaitMillis the wait to expect because of which it was raised before its share
   *     was used; null when it went by its share
   */
  public record Escalation(
      int step,
      double share,
      String action,
      Instant at,
      int round,
      @Nullable Long expectedWaitMillis) {}

  /**
   * The work had more time.
   *
   * @param dueAt when the answer was due from there on
   * @param byStaff whether staff gave it; otherwise its member took it
   */
  public record Extension(Instant at, UUID assignmentId, Instant dueAt, boolean byStaff) {}

  /** Who has the work. */
  public record TakenBy(UUID memberId, String alias, Tier tier, Instant since) {}

  /**
   * Who was tried.
   *
   * @param released how often a member handed the work back
   * @param takenBack how often it was taken back because a clock ran out
   */
  public record Tries(
      int offersMade, int offersExpired, int offersDeclined, int released, int takenBack) {}

  /** One clock at a moment. */
  static Clock clock(
      SlaClock kind, RequestClocks clocks, Timeline timeline, Plan plan, Instant now) {
    Spans spans = timeline.spans(kind);
    Judged judged = clocks.judged(kind);
    Deadlines deadlines = Deadlines.of(clocks, plan, timeline);
    Duration budget = deadlines.budget(kind);
    Duration used = spans.used(now);
    Instant dueAt = deadlines.reaches(kind, 100);
    return new Clock(
        kind,
        state(kind, timeline, judged, spans, now),
        budget.toMillis(),
        used.toMillis(),
        share(budget, used),
        Math.max(0, budget.minus(used).toMillis()),
        dueAt == null || dueAt.isBefore(now) ? null : Duration.between(now, dueAt).toMillis(),
        dueAt,
        judged.atRiskAt(),
        judged.breachedAt(),
        judged.metAt(),
        Course.of(clocks, kind).turnings().stream()
            .map(each -> new Turning(each.at(), each.runs(), each.reason(), each.assignmentId()))
            .toList());
  }

  /** Cut to a thousandth. */
  public static double share(Duration budget, Duration used) {
    long thousandths = used.toMillis() * 1000 / Math.max(1, budget.toMillis());
    return thousandths / 1000.0;
  }

  private static State state(
      SlaClock kind, Timeline timeline, Judged judged, Spans spans, Instant now) {
    if (spans.runsAt(now)) {
      return State.RUNNING;
    }
    boolean ended =
        timeline.status().isFinished()
            || (kind != SlaClock.RESOLUTION && timeline.stoppedAt(kind) != null && !spans.isOpen());
    if (!ended) {
      return State.PAUSED;
    }
    return judged.metAt() != null && judged.breachedAt() == null ? State.MET : State.STOPPED;
  }

  /** The steps raised. */
  public static List<Escalation> escalations(RequestClocks clocks, Plan plan) {
    return clocks.raised().stream().map(raised -> escalation(raised, plan)).toList();
  }

  /** How the work was extended. */
  static List<Extension> extensions(RequestClocks clocks) {
    return clocks.marks().stream()
        .filter(Mark.Extended.class::isInstance)
        .map(Mark.Extended.class::cast)
        .map(each -> new Extension(each.at(), each.assignmentId(), each.dueAt(), each.byStaff()))
        .sorted(Comparator.comparing(Extension::at))
        .toList();
  }

  private static Escalation escalation(RaisedStep raised, Plan plan) {
    Policy.Step step = plan.step(raised.stepId());
    return new Escalation(
        raised.step(),
        (step == null ? raised.usedPercent() : step.percent()) / 100.0,
        step == null ? "a step that the policy does not have any more" : action(step),
        raised.at(),
        raised.round(),
        raised.expectedMillis());
  }

  /** What a step does, in words. It lets a tier in; whether one of it was asked, routing knows. */
  static String action(Policy.Step step) {
    List<String> does = new ArrayList<>();
    if (step.widenLevels() > 0) {
      does.add(
          "skills widened by "
              + step.widenLevels()
              + (step.widenLevels() == 1 ? " level" : " levels"));
    }
    if (step.waveFactor() != 1) {
      does.add("waves x " + step.waveFactor());
    }
    if (step.rewardPercent() != 100) {
      does.add(String.format(Locale.ROOT, "reward x %s", number(step.rewardPercent())));
    }
    if (step.tier() != null) {
      does.add(
          switch (step.tier()) {
            case COMMUNITY -> "the community may be asked";
            case CONTRACTOR -> "contractors may be asked";
            case SPECIALIST -> "specialists may be asked";
            case UNKNOWN -> throw Unknown.got(step.tier());
          });
    }
    if (step.alert()) {
      does.add("the operator is alerted");
    }
    return String.join(", ", does);
  }

  private static String number(int percent) {
    return percent % 100 == 0 ? Integer.toString(percent / 100) : Double.toString(percent / 100.0);
  }

  /** Who has the work, if somebody does. */
  public static @Nullable TakenBy takenBy(Timeline timeline) {
    Mark.Taken taken = timeline.taken();
    return taken == null
        ? null
        : new TakenBy(taken.memberId(), taken.alias(), taken.tier(), taken.at());
  }

  /** Who was tried. */
  public static Tries tries(RequestClocks clocks) {
    return new Tries(
        clocks.tried().offersMade(),
        clocks.tried().offersExpired(),
        clocks.tried().offersDeclined(),
        clocks.givenBack(Mark.GivenBack.How.RELEASED),
        clocks.givenBack(Mark.GivenBack.How.TIMED_OUT));
  }
}
