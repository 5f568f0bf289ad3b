package dev.crowdline.rewards.ledger.domain;

import static dev.crowdline.rewards.ledger.domain.AccountKind.DEBT;
import static dev.crowdline.rewards.ledger.domain.AccountKind.HELD;
import static dev.crowdline.rewards.ledger.domain.AccountKind.WALLET;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pay of one request, told in examples. */
class RequestPayTest {
  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
  private static final UUID REQUEST = new UUID(1, 1);
  private static final UUID FIRST = new UUID(2, 1);
  private static final UUID SECOND = new UUID(2, 2);
  private static final UUID ADA = new UUID(3, 1);
  private static final UUID BEN = new UUID(3, 2);

  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void anAnswerIsHeldUntilItIsConfirmed() {
    ledger.hear(completed(FIRST, ADA, 100));
    assertHas(ADA, 0, 100, 0);
    ledger.hear(confirmed(FIRST, 1));
    assertHas(ADA, 100, 0, 0);
  }

  @Test
  void aVerdictThatIsHeardFirstWaitsForTheCompletion() {
    assertThat(ledger.hear(confirmed(FIRST, 1))).isEmpty();
    assertThat(ledger.hear(completed(FIRST, ADA, 100)))
        .extracting(Step::kind)
        .containsExactly(Step.Kind.HOLD, Step.Kind.RELEASE);
    assertHas(ADA, 100, 0, 0);
  }

  @Test
  void aRefusalVoidsWhatIsHeldAndTheNextAnswerIsPaid() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(completed(SECOND, BEN, 150));
    assertHas(ADA, 0, 0, 0);
    assertHas(BEN, 0, 150, 0);
    ledger.hear(confirmed(SECOND, 2));
    assertHas(ADA, 0, 0, 0);
    assertHas(BEN, 150, 0, 0);
  }

  @Test
  void aRefusalAfterTheReleaseTakesBackWhatIsThereAndTheRestIsOwed() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(confirmed(FIRST, 1));
    ledger.spend(ADA, 70);
    ledger.hear(refused(FIRST, 2));
    assertHas(ADA, 0, 0, 70);
    assertThat(ledger.legsOf(FIRST))
        .containsExactly(Leg.HELD, Leg.RELEASED, Leg.CLAWED_BACK, Leg.OWED);
    ledger.hear(completed(SECOND, ADA, 100));
    ledger.hear(confirmed(SECOND, 2));
    assertThat(ledger.legsOf(SECOND)).containsExactly(Leg.HELD, Leg.DEBT_REPAID, Leg.RELEASED);
    assertHas(ADA, 30, 0, 0);
  }

  @Test
  void aDebtAsLargeAsThePointsTakesAllOfThem() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(confirmed(FIRST, 1));
    ledger.spend(ADA, 100);
    ledger.hear(refused(FIRST, 2));
    assertThat(ledger.legsOf(FIRST)).containsExactly(Leg.HELD, Leg.RELEASED, Leg.OWED);
    ledger.hear(completed(SECOND, ADA, 100));
    ledger.hear(confirmed(SECOND, 2));
    assertThat(ledger.legsOf(SECOND)).containsExactly(Leg.HELD, Leg.DEBT_REPAID);
    assertHas(ADA, 0, 0, 0);
  }

  @Test
  void aLaterReopeningBeatsAnEarlierResolvingInAnyOrder() {
    ledger.hear(refused(FIRST, 2));
    ledger.hear(confirmed(FIRST, 1));
    ledger.hear(completed(FIRST, ADA, 100));
    assertHas(ADA, 0, 0, 0);
    assertThat(ledger.legsOf(FIRST)).containsExactly(Leg.HELD, Leg.VOIDED);
  }

  @Test
  @DisplayName("a completion is paid: a cancellation releases what is held, whichever comes first")
  void aCancellationPaysWhatWasCompleted() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(cancelled());
    assertHas(ADA, 100, 0, 0);
    ledger.hear(completed(SECOND, BEN, 80));
    assertHas(BEN, 80, 0, 0);
  }

  @Test
  @DisplayName("what a cancellation states as paid is paid, whichever is heard first")
  void aCancellationSaysWhatItPays() {
    ledger.hear(new Heard.Cancelled("demo", REQUEST, SECOND, AT));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(completed(SECOND, BEN, 80));
    assertHas(ADA, 0, 0, 0);
    assertHas(BEN, 80, 0, 0);
  }

  @Test
  @DisplayName("what a cancellation pays is final: a refusal heard later takes nothing back")
  void aCancellationIsFinal() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(new Heard.Cancelled("demo", REQUEST, FIRST, AT));
    ledger.hear(refused(FIRST, 2));
    assertHas(ADA, 100, 0, 0);
  }

  @Test
  void aCancellationDoesNotPayWhatWasRefused() {
    ledger.hear(refused(FIRST, 2));
    ledger.hear(cancelled());
    ledger.hear(completed(FIRST, ADA, 100));
    assertHas(ADA, 0, 0, 0);
  }

  @Test
  void aReopenedRequestHasNotEnded() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(confirmed(FIRST, 1));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(completed(SECOND, BEN, 100));
    assertHas(BEN, 0, 100, 0);
  }

  @Test
  void anotherSolutionLeavesACommittedCompletionPaid() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(confirmed(FIRST, 1));
    ledger.hear(new Heard.Completed("demo", REQUEST, SECOND, BEN, true, 1, 100, AT));
    assertHas(ADA, 100, 0, 0);
    assertHas(BEN, 100, 0, 0);
  }

  @Test
  void anAnswerOfTheNextRoundWaitsEvenIfItsReopeningIsHeardLater() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(confirmed(FIRST, 1));
    ledger.hear(completed(SECOND, BEN, 100));
    assertHas(BEN, 0, 100, 0);
    ledger.hear(refused(FIRST, 2));
    assertHas(ADA, 0, 0, 0);
    assertHas(BEN, 0, 100, 0);
  }

  @Test
  @DisplayName("a refused answer that is confirmed after all is paid, straight to the wallet")
  void confirmedAfterAll() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(refused(FIRST, 2));
    assertThat(ledger.hear(afterAll(FIRST, 2))).containsExactly(new Step(Step.Kind.REINSTATE, 100));
    assertHas(ADA, 100, 0, 0);
    assertThat(ledger.legsOf(FIRST)).containsExactly(Leg.HELD, Leg.VOIDED, Leg.REINSTATED);
  }

  @Test
  @DisplayName("its request has ended: what another member completed meanwhile is held no longer")
  void confirmedAfterAllSettlesWhatWasCompletedMeanwhile() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(completed(SECOND, BEN, 80));
    assertHas(BEN, 0, 80, 0);
    ledger.hear(afterAll(FIRST, 2));
    assertHas(ADA, 100, 0, 0);
    assertHas(BEN, 80, 0, 0);
  }

  @Test
  void aCompletionThatIsHeardAfterThatIsPaid() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(afterAll(FIRST, 2));
    ledger.hear(completed(SECOND, BEN, 80));
    assertHas(BEN, 80, 0, 0);
  }

  @Test
  @DisplayName("whatever is heard first, the same is moved")
  void confirmedAfterAllBeforeItsCompletionIsHeard() {
    ledger.hear(refused(FIRST, 2));
    ledger.hear(afterAll(FIRST, 2));
    ledger.hear(completed(FIRST, ADA, 100));
    assertHas(ADA, 100, 0, 0);
    assertThat(ledger.legsOf(FIRST)).containsExactly(Leg.HELD, Leg.VOIDED, Leg.REINSTATED);
  }

  @Test
  void ofThreeAnswersTheOneBetweenStaysRefused() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(completed(SECOND, BEN, 80));
    ledger.hear(refused(SECOND, 3));
    ledger.hear(afterAll(FIRST, 3));
    assertHas(ADA, 100, 0, 0);
    assertHas(BEN, 0, 0, 0);
  }

  @Test
  void whatIsReinstatedRepaysWhatIsOwedFirst() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(confirmed(FIRST, 1));
    ledger.spend(ADA, 70);
    ledger.hear(refused(FIRST, 2));
    assertHas(ADA, 0, 0, 70);
    ledger.hear(afterAll(FIRST, 2));
    assertHas(ADA, 30, 0, 0);
    assertThat(ledger.legsOf(FIRST))
        .containsExactly(
            Leg.HELD,
            Leg.RELEASED,
            Leg.CLAWED_BACK,
            Leg.OWED,
            Leg.REINSTATED_TO_DEBT,
            Leg.REINSTATED);
  }

  @Test
  @DisplayName("a confirmation after all is final: a refusal of a later round moves nothing")
  void aReinstatedAnswerIsNotRefusedAgain() {
    ledger.hear(completed(FIRST, ADA, 100));
    ledger.hear(refused(FIRST, 2));
    ledger.hear(afterAll(FIRST, 2));
    assertThat(ledger.hear(refused(FIRST, 3))).isEmpty();
    assertHas(ADA, 100, 0, 0);
  }

  @Test
  void specialistsAndContractorsEarnNoPoints() {
    ledger.hear(new Heard.Completed("demo", REQUEST, FIRST, ADA, false, 1, 100, AT));
    assertThat(ledger.hear(confirmed(FIRST, 1))).isEmpty();
    assertHas(ADA, 0, 0, 0);
  }

  @Test
  @DisplayName("P5: the same facts again pay nothing")
  void theSameFactsAgain() {
    List<Heard> story =
        List.of(
            completed(FIRST, ADA, 100),
            refused(FIRST, 2),
            completed(SECOND, BEN, 100),
            afterAll(FIRST, 2),
            confirmed(SECOND, 2));
    story.forEach(ledger::hear);
    for (int again = 0; again < 3; again++) {
      assertThat(story.stream().flatMap(fact -> ledger.hear(fact).stream())).isEmpty();
    }
    assertHas(ADA, 100, 0, 0);
    assertHas(BEN, 100, 0, 0);
  }

  private void assertHas(UUID member, long balance, long held, long debt) {
    assertThat(
            List.of(
                ledger.balance(member, WALLET),
                ledger.balance(member, HELD),
                ledger.balance(member, DEBT)))
        .as("wallet, held, debt")
        .containsExactly(balance, held, debt);
  }

  private static Heard completed(UUID assignment, UUID member, long reward) {
    return new Heard.Completed(
        "demo", REQUEST, assignment, member, true, assignment.equals(FIRST) ? 1 : 2, reward, AT);
  }

  private static Heard confirmed(UUID assignment, int round) {
    return new Heard.Confirmed("demo", REQUEST, assignment, round, round, AT);
  }

  /** An answer of the first round or second, in a later one. */
  private static Heard afterAll(UUID assignment, int inRound) {
    return new Heard.Confirmed(
        "demo", REQUEST, assignment, assignment.equals(FIRST) ? 1 : 2, inRound, AT);
  }

  private static Heard refused(UUID assignment, int round) {
    return new Heard.Refused("demo", REQUEST, assignment, round, AT);
  }

  private static Heard cancelled() {
    return new Heard.Cancelled("demo", REQUEST, null, AT);
  }
}
