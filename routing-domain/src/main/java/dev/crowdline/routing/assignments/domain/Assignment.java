package dev.crowdline.routing.assignments.domain;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work that a member has taken, with its two clocks. Both run from the accept; while the ball is
 * with the customer both stand still, and go on with the time that was left.
 *
 * @param clocksFrom the accept, and later by all the time that the clocks stood still: the share of
 *     a clock that is used counts from here
 * @param pausedAt since when they stand still, or null
 * @param extended how often the completion clock was extended
 * @param moreTime why staff gave it more time, the last time; null when they did not
 * @param reason why its member handed it back, in the member's own words; null when none was given
 * @param share what the day's cap left of the reward, in percent; 100 is all
 * @param price what a contractor is paid for it once it is confirmed, as it was when it was taken;
 *     null of others
 */
public record Assignment(
    UUID id,
    String community,
    UUID routeId,
    UUID memberId,
    @Nullable UUID offerId,
    Tier tier,
    AssignmentState state,
    int round,
    int reward,
    int share,
    Instant acceptedAt,
    Instant clocksFrom,
    @Nullable Instant firstActionAt,
    Instant firstActionDue,
    Instant completionDue,
    boolean warnedFirstAction,
    boolean warnedCompletion,
    @Nullable Instant pausedAt,
    int extended,
    @Nullable String moreTime,
    @Nullable Instant endedAt,
    @Nullable String reason,
    @Nullable Price price) {

  /** What a look at the clocks finds. */
  public sealed interface Finding {
    /** Nothing is due; look again then. */
    record LookAgain(Instant at) implements Finding {}

    /** A clock has used the warning share. */
    record Warn(AssignmentClock clock, Instant dueAt) implements Finding {}

    /** A clock ran out. */
    record RanOut(AssignmentClock clock) implements Finding {}

    /** The clocks stand still. */
    record Paused() implements Finding {}
  }

  /** Work just taken. */
  public static Assignment taken(
      UUID id,
      String community,
      UUID routeId,
      UUID memberId,
      @Nullable UUID offerId,
      Tier tier,
      int round,
      int reward,
      int share,
      Instant now,
      Duration firstAction,
      Duration completion,
      @Nullable Price price) {
    return new Assignment(
        id,
        community,
        routeId,
        memberId,
        offerId,
        tier,
        AssignmentState.ACTIVE,
        round,
        reward,
        share,
        now,
        now,
        null,
        now.plus(firstAction),
        now.plus(completion),
        false,
        false,
        null,
        0,
        null,
        null,
        null,
        price);
  }

  public boolean isActive() {
    return state == AssignmentState.ACTIVE;
  }

  /** What is due now. */
  public Finding look(Instant now, int warningPercent) {
    if (pausedAt != null) {
      return new Finding.Paused();
    }
    if (firstActionAt == null && !now.isBefore(firstActionDue)) {
      return new Finding.RanOut(AssignmentClock.FIRST_ACTION);
    }
    if (!now.isBefore(completionDue)) {
      return new Finding.RanOut(AssignmentClock.COMPLETION);
    }
    if (firstActionAt == null
        && !warnedFirstAction
        && !now.isBefore(warningAt(firstActionDue, warningPercent))) {
      return new Finding.Warn(AssignmentClock.FIRST_ACTION, firstActionDue);
    }
    if (!warnedCompletion && !now.isBefore(warningAt(completionDue, warningPercent))) {
      return new Finding.Warn(AssignmentClock.COMPLETION, completionDue);
    }
    return new Finding.LookAgain(nextLook(warningPercent));
  }

  /** The next moment at which a clock warns or runs out. */
  public Instant nextLook(int warningPercent) {
    return Stream.of(
            firstActionAt != null
                ? completionDue
                : warnedFirstAction ? firstActionDue : warningAt(firstActionDue, warningPercent),
            warnedCompletion ? completionDue : warningAt(completionDue, warningPercent))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private Instant warningAt(Instant due, int percent) {
    return clocksFrom.plus(Duration.between(clocksFrom, due).multipliedBy(percent).dividedBy(100));
  }

  /** The member was warned of a clock. */
  public Assignment warned(AssignmentClock clock) {
    boolean first = warnedFirstAction || clock == AssignmentClock.FIRST_ACTION;
    boolean completion = warnedCompletion || clock == AssignmentClock.COMPLETION;
    return with(
        state,
        clocksFrom,
        firstActionAt,
        firstActionDue,
        completionDue,
        first,
        completion,
        pausedAt,
        endedAt,
        reason);
  }

  /** The member's first message or an explicit start; later ones change nothing. */
  public Assignment acted(Instant now) {
    return firstActionAt != null
        ? this
        : with(
            state,
            clocksFrom,
            now,
            firstActionDue,
            completionDue,
            warnedFirstAction,
            warnedCompletion,
            pausedAt,
            endedAt,
            reason);
  }

  /** Whether the policy leaves another extension of the completion clock. */
  public boolean canBeExtended(int mostExtensions) {
    return isActive() && extended < mostExtensions;
  }

  /**
   * More time for the answer. The member is warned again, unless the warning of the longer clock
   * would be in the past already.
   */
  public Assignment extended(Duration by, Instant now, int warningPercent) {
    Instant due = completionDue.plus(by);
    return new Assignment(
        id,
        community,
        routeId,
        memberId,
        offerId,
        tier,
        state,
        round,
        reward,
        share,
        acceptedAt,
        clocksFrom,
        firstActionAt,
        firstActionDue,
        due,
        warnedFirstAction,
        warnedCompletion && !now.isBefore(warningAt(due, warningPercent)),
        pausedAt,
        extended + 1,
        moreTime,
        endedAt,
        reason,
        price);
  }

  /**
   * More time given by staff, to begin and to answer; the member's own extensions stay as they are.
   * The member is warned again, as after an own extension.
   */
  public Assignment given(Duration by, String why, Instant now, int warningPercent) {
    Instant first = firstActionAt == null ? firstActionDue.plus(by) : firstActionDue;
    Instant due = completionDue.plus(by);
    return new Assignment(
        id,
        community,
        routeId,
        memberId,
        offerId,
        tier,
        state,
        round,
        reward,
        share,
        acceptedAt,
        clocksFrom,
        firstActionAt,
        first,
        due,
        warnedFirstAction && !now.isBefore(warningAt(first, warningPercent)),
        warnedCompletion && !now.isBefore(warningAt(due, warningPercent)),
        pausedAt,
        extended,
        why,
        endedAt,
        reason,
        price);
  }

  /** The ball is with the customer. */
  public Assignment paused(Instant now) {
    return pausedAt != null
        ? this
        : with(
            state,
            clocksFrom,
            firstActionAt,
            firstActionDue,
            completionDue,
            warnedFirstAction,
            warnedCompletion,
            now,
            endedAt,
            reason);
  }

  /** The customer wrote, at that time: the clocks go on with what was left. */
  public Assignment resumed(Instant at) {
    if (pausedAt == null) {
      return this;
    }
    Duration stood = at.isAfter(pausedAt) ? Duration.between(pausedAt, at) : Duration.ZERO;
    return with(
        state,
        clocksFrom.plus(stood),
        firstActionAt,
        firstActionDue.plus(stood),
        completionDue.plus(stood),
        warnedFirstAction,
        warnedCompletion,
        null,
        endedAt,
        reason);
  }

  /** The clocks follow the turn: they stand still while it is the customer's. */
  public Assignment following(WaitingOn turn, Instant at) {
    return switch (turn) {
      case CUSTOMER -> paused(at);
      case HELPERS -> resumed(at);
    };
  }

  /** Handed back, perhaps with a reason. */
  public Assignment released(@Nullable String why, Instant now) {
    return with(
        AssignmentState.RELEASED,
        clocksFrom,
        firstActionAt,
        firstActionDue,
        completionDue,
        warnedFirstAction,
        warnedCompletion,
        pausedAt,
        now,
        why);
  }

  /** Completed, timed out or cancelled. */
  public Assignment ended(AssignmentState how, Instant now) {
    return with(
        how,
        clocksFrom,
        firstActionAt,
        firstActionDue,
        completionDue,
        warnedFirstAction,
        warnedCompletion,
        pausedAt,
        now,
        reason);
  }

  /**
   * Why it was taken from its member; null while it is active, and when it was answered or handed
   * back.
   *
   * @param minimumTier of its route, which nothing lowers
   */
  public @Nullable TakenBack takenBack(Tier minimumTier) {
    return switch (state) {
      case ACTIVE, COMPLETED, RELEASED -> null;
      case TIMED_OUT ->
          firstActionAt == null && endedAt != null && !endedAt.isBefore(firstActionDue)
              ? TakenBack.FIRST_ACTION
              : TakenBack.COMPLETION;
      case CANCELLED -> tier.reaches(minimumTier) ? TakenBack.REQUEST_ENDED : TakenBack.TIER_RAISED;
    };
  }

  private Assignment with(
      AssignmentState newState,
      Instant from,
      @Nullable Instant actedAt,
      Instant firstDue,
      Instant due,
      boolean warnedFirst,
      boolean warned,
      @Nullable Instant paused,
      @Nullable Instant ended,
      @Nullable String why) {
    return new Assignment(
        id,
        community,
        routeId,
        memberId,
        offerId,
        tier,
        newState,
        round,
        reward,
        share,
        acceptedAt,
        from,
        actedAt,
        firstDue,
        due,
        warnedFirst,
        warned,
        paused,
        extended,
        moreTime,
        ended,
        why,
        price);
  }
}
