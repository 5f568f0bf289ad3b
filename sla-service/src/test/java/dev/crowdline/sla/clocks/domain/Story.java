package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Times, ids and facts that the tests of the domain share. */
final class Story {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final UUID FIRST = id(1);
  static final UUID SECOND = id(2);
  static final UUID MEMBER = id(9);

  /** Demo, NORMAL: accept within 120 s, first response 360 s, resolution 2880 s. */
  static final Plan PLAN = Plan.of(Policy.of(Pace.DEMO), 1, Priority.NORMAL, null);

  private Story() {}

  static Instant at(double seconds) {
    return START.plusNanos(Math.round(seconds * 1_000_000) * 1_000);
  }

  static UUID id(long n) {
    return new UUID(0, n);
  }

  static RequestClocks submitted() {
    return submit().apply(RequestClocks.UNKNOWN);
  }

  static UnaryOperator<RequestClocks> submit() {
    return clocks ->
        clocks.submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null).planned(PLAN);
  }

  static UnaryOperator<RequestClocks> take(double seconds, UUID assignment, int round) {
    return clocks -> clocks.taken(at(seconds), assignment, round, MEMBER, "Ada", Tier.COMMUNITY);
  }

  static UnaryOperator<RequestClocks> ask(double seconds, UUID assignment) {
    return clocks -> clocks.spoken(at(seconds), assignment, true, null);
  }

  static UnaryOperator<RequestClocks> answer(double seconds, UUID assignment, int round) {
    return clocks -> clocks.answered(at(seconds), assignment, round, Tier.COMMUNITY, null);
  }
}
