package dev.crowdline.rewards.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a member reads of an answer in the statement. */
class EarnedTest {
  /** Every story that an answer's pay can have, what it comes to and what the member is told. */
  enum Story {
    HELD(Earned.State.HELD, "100 points are set aside for your answer until it is confirmed."),
    RELEASED(Earned.State.PAID, "Your answer is confirmed: 100 points are yours to spend."),
    REPAID(
        Earned.State.PAID,
        "Your answer is confirmed: 30 points of it repay what you owed. "
            + "Your answer is confirmed: 70 points are yours to spend."),
    VOIDED(
        Earned.State.VOID,
        "Your answer did not help: the 100 points set aside for it are withdrawn."),
    CLAWED_BACK(
        Earned.State.VOID,
        "Your answer was refused after it had been confirmed: 30 points are taken back. "
            + "Your answer was refused after its points were spent: you owe 70 points, "
            + "which the next points you earn repay."),
    REINSTATED(
        Earned.State.PAID,
        "Your answer helped after all: 70 points repay what you owed. "
            + "Your answer helped after all: 30 points are yours to spend.");

    final Earned.State state;
    final String told;

    Story(Earned.State state, String told) {
      this.state = state;
      this.told = told;
    }

    Earned earned() {
      return switch (this) {
        case HELD -> moved(held());
        case RELEASED -> moved(held(), move(Leg.RELEASED, 100));
        case REPAID -> moved(held(), move(Leg.DEBT_REPAID, 30), move(Leg.RELEASED, 70));
        case VOIDED -> moved(held(), move(Leg.VOIDED, 100));
        case CLAWED_BACK ->
            moved(held(), move(Leg.RELEASED, 100), move(Leg.CLAWED_BACK, 30), move(Leg.OWED, 70));
        case REINSTATED ->
            moved(
                held(),
                move(Leg.RELEASED, 100),
                move(Leg.CLAWED_BACK, 30),
                move(Leg.OWED, 70),
                move(Leg.REINSTATED_TO_DEBT, 70),
                move(Leg.REINSTATED, 30));
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  @DisplayName("an answer is explained by what was moved last, and counts what was held for it")
  void whereThePointsAreAndWhy(Story story) {
    Earned earned = story.earned();
    assertThat(earned.state()).isEqualTo(story.state);
    assertThat(earned.explanation()).isEqualTo(story.told);
    assertThat(earned.points()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "HELD, HELD, 5",
    "RELEASED, RELEASED, 5",
    "DEBT_REPAID, DEBT_REPAID, -5",
    "VOIDED, VOIDED, -5",
    "CLAWED_BACK, CLAWED_BACK, -5",
    "OWED, CLAWED_BACK, -5",
    "REINSTATED, REINSTATED, 5",
    "REINSTATED_TO_DEBT, REINSTATED, 5"
  })
  void asTheMemberSeesIt(Leg leg, TransferKind kind, long signed) {
    assertThat(leg.kind()).isEqualTo(kind);
    assertThat(leg.signed(5)).isEqualTo(signed);
  }

  @Test
  void onePointIsOne() {
    assertThat(Leg.RELEASED.explanation(1)).contains(" 1 point ");
    assertThat(Leg.RELEASED.explanation(2)).contains(" 2 points ");
    assertThat(Leg.REINSTATED.explanation(1)).endsWith(": 1 point is yours to spend.");
    assertThat(Leg.REINSTATED_TO_DEBT.explanation(1)).endsWith(": 1 point repays what you owed.");
  }

  private static Earned moved(Line.Moved... moves) {
    return new Earned(new UUID(2, 1), new UUID(1, 1), Rule.CONFIRMED_ANSWER, 2, List.of(moves));
  }

  private static Line.Moved held() {
    return move(Leg.HELD, 100);
  }

  private static Line.Moved move(Leg leg, long amount) {
    return new Line.Moved(new UUID(7, 1), Instant.EPOCH, leg, amount, 0, 0, 0);
  }
}
