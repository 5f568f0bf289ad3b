package dev.crowdline.rewards.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.rewards.ledger.domain.Earning.ClawedBack;
import dev.crowdline.rewards.ledger.domain.Earning.Held;
import dev.crowdline.rewards.ledger.domain.Earning.Next;
import dev.crowdline.rewards.ledger.domain.Earning.Reinstated;
import dev.crowdline.rewards.ledger.domain.Earning.Released;
import dev.crowdline.rewards.ledger.domain.Earning.Restored;
import dev.crowdline.rewards.ledger.domain.Earning.Unearned;
import dev.crowdline.rewards.ledger.domain.Earning.Voided;
import dev.crowdline.rewards.ledger.domain.Earning.Withdrawn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state with every fact. */
class EarningTest {
  private static final Unearned UNEARNED = new Unearned();
  private static final Held HELD = new Held(100);
  private static final Released RELEASED = new Released(100);
  private static final Voided VOIDED = new Voided(100);
  private static final ClawedBack CLAWED_BACK = new ClawedBack(100);
  private static final Reinstated REINSTATED = new Reinstated(100);
  private static final Withdrawn WITHDRAWN = new Withdrawn(100);
  private static final Restored RESTORED = new Restored(100);

  @Test
  void completions() {
    assertThat(UNEARNED.complete(100)).isEqualTo(new Next(HELD, new Step(Step.Kind.HOLD, 100)));
    assertThat(UNEARNED.complete(1)).isEqualTo(new Next(new Held(1), new Step(Step.Kind.HOLD, 1)));
    assertThat(UNEARNED.complete(0)).isEqualTo(new Next(UNEARNED, null));
    assertThat(UNEARNED.complete(-1)).isEqualTo(new Next(UNEARNED, null));
    for (Earning state :
        List.of(HELD, RELEASED, VOIDED, CLAWED_BACK, REINSTATED, WITHDRAWN, RESTORED)) {
      assertThat(state.complete(100)).isEqualTo(new Next(state, null));
    }
  }

  @Test
  void confirmations() {
    assertThat(HELD.confirm()).isEqualTo(new Next(RELEASED, new Step(Step.Kind.RELEASE, 100)));
    assertThat(WITHDRAWN.confirm()).isEqualTo(new Next(RESTORED, new Step(Step.Kind.RESTORE, 100)));
    for (Earning state : List.of(UNEARNED, RELEASED, VOIDED, CLAWED_BACK, REINSTATED, RESTORED)) {
      assertThat(state.confirm()).isEqualTo(new Next(state, null));
    }
  }

  @Test
  void refusals() {
    assertThat(HELD.refuse()).isEqualTo(new Next(VOIDED, new Step(Step.Kind.VOID, 100)));
    assertThat(RELEASED.refuse())
        .isEqualTo(new Next(CLAWED_BACK, new Step(Step.Kind.CLAW_BACK, 100)));
    assertThat(RESTORED.refuse())
        .isEqualTo(new Next(CLAWED_BACK, new Step(Step.Kind.CLAW_BACK, 100)));
    for (Earning state : List.of(UNEARNED, VOIDED, CLAWED_BACK, REINSTATED, WITHDRAWN)) {
      assertThat(state.refuse()).isEqualTo(new Next(state, null));
    }
  }

  @Test
  void confirmationsAfterAll() {
    Step reinstated = new Step(Step.Kind.REINSTATE, 100);
    assertThat(VOIDED.confirmAfterAll()).isEqualTo(new Next(REINSTATED, reinstated));
    assertThat(CLAWED_BACK.confirmAfterAll()).isEqualTo(new Next(REINSTATED, reinstated));
    assertThat(WITHDRAWN.confirmAfterAll())
        .isEqualTo(new Next(RESTORED, new Step(Step.Kind.RESTORE, 100)));
    for (Earning state : List.of(UNEARNED, HELD, RELEASED, REINSTATED, RESTORED)) {
      assertThat(state.confirmAfterAll()).isEqualTo(new Next(state, null));
    }
  }

  @Test
  void reviews() {
    Step takenBack = new Step(Step.Kind.TAKE_BACK, 100);
    assertThat(HELD.withdraw()).isEqualTo(new Next(WITHDRAWN, new Step(Step.Kind.WITHDRAW, 100)));
    assertThat(RELEASED.withdraw()).isEqualTo(new Next(WITHDRAWN, takenBack));
    assertThat(REINSTATED.withdraw()).isEqualTo(new Next(WITHDRAWN, takenBack));
    for (Earning state : List.of(UNEARNED, VOIDED, CLAWED_BACK, WITHDRAWN, RESTORED)) {
      assertThat(state.withdraw()).isEqualTo(new Next(state, null));
    }
  }

  @Test
  void theStateIsReadFromTheLegs() {
    assertThat(Earning.of(Set.of(), 0)).isEqualTo(UNEARNED);
    assertThat(Earning.of(Set.of(Leg.HELD), 100)).isEqualTo(HELD);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.RELEASED), 100)).isEqualTo(RELEASED);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.DEBT_REPAID), 100)).isEqualTo(RELEASED);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.VOIDED), 100)).isEqualTo(VOIDED);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.RELEASED, Leg.CLAWED_BACK), 100))
        .isEqualTo(CLAWED_BACK);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.DEBT_REPAID, Leg.OWED), 100)).isEqualTo(CLAWED_BACK);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.VOIDED, Leg.REINSTATED), 100)).isEqualTo(REINSTATED);
    assertThat(Earning.of(Set.of(Leg.HELD, Leg.VOIDED, Leg.REINSTATED_TO_DEBT), 100))
        .isEqualTo(REINSTATED);
    for (Leg leg : List.of(Leg.WITHDRAWN, Leg.TAKEN_BACK, Leg.TAKEN_BACK_OWED)) {
      assertThat(Earning.of(Set.of(Leg.HELD, leg), 100)).isEqualTo(WITHDRAWN);
      assertThat(Earning.of(Set.of(Leg.HELD, Leg.VOIDED, Leg.REINSTATED, leg), 100))
          .isEqualTo(WITHDRAWN);
      assertThat(Earning.of(Set.of(Leg.HELD, leg, Leg.RESTORED), 100)).isEqualTo(RESTORED);
      assertThat(Earning.of(Set.of(Leg.HELD, leg, Leg.RESTORED_TO_DEBT), 100)).isEqualTo(RESTORED);
    }
    for (Leg leg : List.of(Leg.CLAWED_BACK, Leg.OWED)) {
      assertThat(Earning.of(Set.of(Leg.HELD, Leg.WITHDRAWN, Leg.RESTORED, leg), 100))
          .isEqualTo(CLAWED_BACK);
    }
    assertThat(Earning.of(EnumSet.allOf(Leg.class), 100)).isEqualTo(RESTORED);
  }
}
