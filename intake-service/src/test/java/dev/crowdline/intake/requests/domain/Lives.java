package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A request in every state, for the tests of what may happen in it. */
final class Lives {
  static final Instant BEGUN = Instant.parse("2026-03-01T08:00:00Z");
  static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  static final Patience PATIENCE =
      new Patience(Duration.ofHours(72), Duration.ofHours(24), Duration.ofMinutes(30));

  static final Helper ADA = new Helper(id(1), id(2), "Ada", Tier.COMMUNITY);
  static final Helper BEN = new Helper(id(3), id(4), "Ben", Tier.SPECIALIST);
  static final Answer ANSWER = new Answer(ADA, id(5), BEGUN.plusSeconds(600));

  private Lives() {}

  static UUID id(int n) {
    return new UUID(0, n);
  }

  /** Round 2, so that facts of an earlier round can come late. */
  static Life open() {
    return life(new RequestState.Open(2), BEGUN.plusSeconds(60));
  }

  static Life unheard() {
    return new Life(
        new RequestState.Open(2),
        Priority.NORMAL,
        Tier.COMMUNITY,
        BEGUN,
        null,
        false,
        0,
        null,
        Turn.FIRST,
        Link.NONE,
        BEGUN.plus(Life.ROUTE_LIMIT));
  }

  static Life inWork() {
    return life(new RequestState.InWork(2, ADA), null);
  }

  static Life asked() {
    return life(
        new RequestState.InWork(2, ADA),
        Turn.FIRST.given(ADA.assignmentId(), 0, NOW),
        NOW.plus(PATIENCE.customerWait()));
  }

  static Life answered() {
    return life(
        new RequestState.Answered(2, ANSWER, false),
        Turn.FIRST.given(ADA.assignmentId(), 0, ANSWER.at()),
        ANSWER.at().plus(PATIENCE.silence()));
  }

  /** Answered, and then the customer wrote. */
  static Life writtenAfter() {
    return life(
        new RequestState.Answered(2, ANSWER, false),
        answered().turn().written(1, NOW),
        NOW.plus(PATIENCE.followUp()));
  }

  /** What the customer wrote then was marked as thanks. */
  static Life marked() {
    return life(
        new RequestState.Answered(2, ANSWER, true),
        writtenAfter().turn().given(ADA.assignmentId(), 1, NOW),
        NOW.plus(PATIENCE.silence()));
  }

  static Life resolved() {
    return life(new RequestState.Resolved(2, ANSWER, NOW), null);
  }

  static Life cancelled() {
    return life(new RequestState.Cancelled(2, null, NOW), null);
  }

  private static Life life(RequestState state, Instant due) {
    return life(state, Turn.FIRST, due);
  }

  private static Life life(RequestState state, Turn turn, Instant due) {
    return new Life(
        state,
        Priority.NORMAL,
        Tier.COMMUNITY,
        BEGUN,
        BEGUN.plusSeconds(1),
        false,
        0,
        null,
        turn,
        Link.NONE,
        due);
  }
}
