package dev.crowdline.routing.assignments.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The clocks of an assignment: first action 20 s, completion 60 s, warnings at 75 %. */
class AssignmentTest {
  private static final Instant ACCEPTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final int WARNING = 75;

  private final Assignment taken =
      Assignment.taken(
          new UUID(0, 1),
          "demo",
          new UUID(0, 2),
          new UUID(0, 3),
          null,
          Tier.COMMUNITY,
          1,
          100,
          100,
          ACCEPTED,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          null);

  /** So many milliseconds after the accept. */
  private static Instant at(long millis) {
    return ACCEPTED.plusMillis(millis);
  }

  private static Finding look(Assignment assignment, long millis) {
    return assignment.look(at(millis), WARNING);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, COMMUNITY, false,",
    "COMPLETED, SPECIALIST, true,",
    "RELEASED, SPECIALIST, false,",
    "TIMED_OUT, COMMUNITY, false, FIRST_ACTION",
    "TIMED_OUT, COMMUNITY, true, COMPLETION",
    "CANCELLED, COMMUNITY, true, REQUEST_ENDED",
    "CANCELLED, SPECIALIST, true, TIER_RAISED"
  })
  void whyItWasTakenBack(
      AssignmentState state, Tier minimum, boolean acted, @Nullable TakenBack why) {
    Assignment worked = acted ? taken.acted(at(5_000)) : taken;
    Assignment ended =
        state == AssignmentState.ACTIVE ? worked : worked.ended(state, at(acted ? 60_000 : 20_000));
    assertThat(ended.takenBack(minimum)).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "0, later 15000",
    "14999, later 15000",
    "15000, warn FIRST_ACTION",
    "19999, warn FIRST_ACTION",
    "20000, over FIRST_ACTION",
    "60000, over FIRST_ACTION"
  })
  @DisplayName("P10: without a first action: warned at 75 %, taken back at its end, never early")
  void untouched(long millis, String found) {
    assertThat(words(look(taken, millis))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"15000, later 20000", "19999, later 20000", "20000, over FIRST_ACTION"})
  @DisplayName("P10: a warning is given once")
  void warnedOfTheFirstAction(long millis, String found) {
    assertThat(words(look(taken.warned(AssignmentClock.FIRST_ACTION), millis))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "45000, later 67500",
    "67499, later 67500",
    "67500, warn COMPLETION",
    "89999, warn COMPLETION",
    "90000, over COMPLETION"
  })
  @DisplayName("P10: extended by 30 s after the warning: warned again at 75 % of the longer clock")
  void extended(long millis, String found) {
    Assignment longer =
        taken
            .acted(at(10_000))
            .warned(AssignmentClock.COMPLETION)
            .extended(Duration.ofSeconds(30), at(45_000), WARNING);
    assertThat(words(look(longer, millis))).isEqualTo(found);
  }

  @Test
  void aWarningOfOneClockLeavesThatOfTheOther() {
    Assignment first = taken.warned(AssignmentClock.FIRST_ACTION);
    assertThat(first.warnedFirstAction()).isTrue();
    assertThat(first.warnedCompletion()).isFalse();
    Assignment both = first.warned(AssignmentClock.COMPLETION);
    assertThat(both.warnedFirstAction()).isTrue();
    assertThat(both.warnedCompletion()).isTrue();
    Assignment again = both.warned(AssignmentClock.FIRST_ACTION);
    assertThat(again.warnedCompletion()).isTrue();
  }

  @Test
  @DisplayName("P10: an extension too short for another warning gives none")
  void extendedByLittle() {
    Assignment longer =
        taken
            .acted(at(10_000))
            .warned(AssignmentClock.COMPLETION)
            .extended(Duration.ofSeconds(4), at(59_000), WARNING);
    assertThat(words(look(longer, 59_000))).isEqualTo("later 64000");
  }

  @Test
  @DisplayName("extended as often as the policy says, while active, and the first action stands")
  void extensionsAreCounted() {
    Assignment once = taken.extended(Duration.ofSeconds(30), at(1_000), WARNING);
    assertThat(taken.canBeExtended(1)).isTrue();
    assertThat(taken.canBeExtended(0)).isFalse();
    assertThat(once.canBeExtended(1)).isFalse();
    assertThat(once.canBeExtended(2)).isTrue();
    assertThat(once.ended(AssignmentState.RELEASED, at(2_000)).canBeExtended(2)).isFalse();
    assertThat(words(look(once, 20_000))).isEqualTo("over FIRST_ACTION");
    assertThat(once.paused(at(2_000)).resumed(at(5_000)).extended()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "20000, later 45000",
    "44999, later 45000",
    "45000, warn COMPLETION",
    "59999, warn COMPLETION",
    "60000, over COMPLETION"
  })
  @DisplayName("P10: after the first action only the completion clock counts")
  void acted(long millis, String found) {
    assertThat(words(look(taken.acted(at(10_000)), millis))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"45000, later 60000", "59999, later 60000", "60000, over COMPLETION"})
  @DisplayName("P10: the warning before the completion is given once")
  void warnedOfTheCompletion(long millis, String found) {
    assertThat(words(look(taken.acted(at(1)).warned(AssignmentClock.COMPLETION), millis)))
        .isEqualTo(found);
  }

  @Test
  @DisplayName("the first action counts once")
  void actedTwice() {
    Assignment acted = taken.acted(at(5_000));
    assertThat(acted.firstActionAt()).isEqualTo(at(5_000));
    assertThat(acted.acted(at(9_000))).isEqualTo(acted);
  }

  @ParameterizedTest
  @CsvSource({"10000", "20000", "60000", "999000"})
  @DisplayName("P10: while the ball is with the customer nothing is due")
  void paused(long millis) {
    Assignment paused = taken.acted(at(9_000)).paused(at(10_000));
    assertThat(look(paused, millis)).isEqualTo(new Finding.Paused());
    assertThat(paused.paused(at(11_000))).as("asked again").isEqualTo(paused);
  }

  @ParameterizedTest
  @CsvSource({
    "110000, later 145000",
    "144999, later 145000",
    "145000, warn COMPLETION",
    "159999, warn COMPLETION",
    "160000, over COMPLETION"
  })
  @DisplayName("P10: after 100 s with the customer both the end and the warning are 100 s later")
  void resumed(long millis, String found) {
    Assignment resumed = taken.acted(at(9_000)).paused(at(10_000)).resumed(at(110_000));
    assertThat(resumed.pausedAt()).isNull();
    assertThat(words(look(resumed, millis))).isEqualTo(found);
  }

  @Test
  @DisplayName("P10: pauses add up, and a pause after a warning keeps the warning given")
  void pausedTwice() {
    Assignment twice =
        taken
            .acted(at(1_000))
            .paused(at(10_000))
            .resumed(at(20_000))
            .paused(at(50_000))
            .resumed(at(90_000));
    assertThat(twice.completionDue()).isEqualTo(at(110_000));
    assertThat(words(look(twice, 94_999))).isEqualTo("later 95000");
    assertThat(words(look(twice, 95_000))).isEqualTo("warn COMPLETION");
    Assignment warned =
        taken
            .acted(at(1_000))
            .warned(AssignmentClock.COMPLETION)
            .paused(at(50_000))
            .resumed(at(70_000));
    assertThat(words(look(warned, 70_000))).isEqualTo("later 80000");
  }

  @Test
  @DisplayName("P10: what was written before the question was asked gives the ball back at once")
  void resumedBeforeThePause() {
    Assignment resumed = taken.acted(at(9_000)).paused(at(10_000)).resumed(at(9_500));
    assertThat(resumed.pausedAt()).isNull();
    assertThat(resumed.completionDue()).isEqualTo(at(60_000));
    assertThat(taken.resumed(at(5_000))).as("it never stood still").isEqualTo(taken);
  }

  @Test
  @DisplayName("P10: the next look is never before something is due, and what is due is found then")
  void neverEarlyNeverForgotten() {
    Random chance = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      Assignment assignment = taken;
      long now = 0;
      long budgetUsed = 0;
      while (true) {
        Instant next = assignment.nextLook(WARNING);
        long due = Duration.between(ACCEPTED, next).toMillis();
        if (due > now && chance.nextInt(3) == 0) {
          now += chance.nextLong(due - now) + 1;
          if (now < due) {
            assertThat(look(assignment, now)).isEqualTo(new Finding.LookAgain(next));
            if (chance.nextBoolean()) {
              long stood = chance.nextLong(50_000);
              Assignment paused = assignment.acted(at(now)).paused(at(now));
              assignment = paused.resumed(at(now + stood));
              now += stood;
              budgetUsed += stood;
            } else {
              assignment = assignment.acted(at(now));
            }
          }
          continue;
        }
        now = Math.max(now, due);
        Finding found = look(assignment, now);
        if (found instanceof Finding.Warn warn) {
          long budget = warn.clock() == AssignmentClock.FIRST_ACTION ? 20_000 : 60_000;
          assertThat(now - budgetUsed).isGreaterThanOrEqualTo(budget * WARNING / 100);
          assignment = assignment.warned(warn.clock());
        } else if (found instanceof Finding.RanOut over) {
          long budget = over.clock() == AssignmentClock.FIRST_ACTION ? 20_000 : 60_000;
          assertThat(now - budgetUsed).isGreaterThanOrEqualTo(budget);
          break;
        } else {
          assertThat(found).isInstanceOf(Finding.LookAgain.class);
          assertThat(assignment.nextLook(WARNING)).isAfter(at(now));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AssignmentState.class)
  @DisplayName("only ACTIVE is active; an end has a time")
  void ended(AssignmentState how) {
    Assignment ended = taken.ended(how, at(7));
    assertThat(ended.isActive()).isEqualTo(how == AssignmentState.ACTIVE);
    assertThat(ended.endedAt()).isEqualTo(at(7));
    assertThat(taken.endedAt()).isNull();
  }

  private static String words(Finding finding) {
    return switch (finding) {
      case Finding.LookAgain again -> "later " + Duration.between(ACCEPTED, again.at()).toMillis();
      case Finding.Warn warn -> "warn " + warn.clock();
      case Finding.RanOut over -> "over " + over.clock();
      case Finding.Paused paused -> "paused";
    };
  }
}
