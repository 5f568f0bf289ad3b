package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.MEMBER;
import static dev.crowdline.sla.clocks.domain.Story.PLAN;
import static dev.crowdline.sla.clocks.domain.Story.SECOND;
import static dev.crowdline.sla.clocks.domain.Story.answer;
import static dev.crowdline.sla.clocks.domain.Story.ask;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.id;
import static dev.crowdline.sla.clocks.domain.Story.submitted;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestClocksTest {
  private RequestClocks clocks = submitted();

  /** Judges at that moment, keeps the result, and tells what it came to. */
  private List<String> due(double seconds) {
    return keep(clocks.due(at(seconds)));
  }

  private List<String> settled(double seconds) {
    return keep(clocks.settled(at(seconds)));
  }

  private List<String> keep(Outcome outcome) {
    clocks = outcome.clocks();
    return outcome.events().stream().map(RequestClocksTest::name).toList();
  }

  private static String name(ClockEvent event) {
    return switch (event) {
      case ClockEvent.StepRaised e ->
          "step "
              + e.raised().step()
              + " at "
              + e.raised().usedPercent()
              + "%"
              + (e.last() ? " last" : "");
      case ClockEvent.StepWithdrawn e -> "step " + e.raised().step() + " withdrawn";
      case ClockEvent.AtRisk e -> "at risk " + e.clock();
      case ClockEvent.Breached e -> "breached " + e.clock();
      case ClockEvent.Met e -> "met " + e.clock() + " " + e.used().toMillis();
      case ClockEvent.StillUnknown e -> "unknown";
      case ClockEvent.Replanned e ->
          "version " + e.policyVersion() + (e.stepsLeft() ? "" : ", no step left");
    };
  }

  private long usedMillis(SlaClock clock, double seconds) {
    return clocks.timeline().spans(clock).used(at(seconds)).toMillis();
  }

  @Test
  @DisplayName("P10: a step is due at its share and not a microsecond before")
  void stepsAreNeverEarly() {
    assertThat(clocks.nextDueAt()).isEqualTo(at(30));
    assertThat(due(29.999999)).isEmpty();
    assertThat(due(30)).containsExactly("step 1 at 25%");
    assertThat(due(30)).isEmpty();
    assertThat(clocks.nextDueAt()).isEqualTo(at(60));
  }

  @Test
  @DisplayName("P10: everything that silence means, each once, in order")
  void aRequestThatNobodyTakes() {
    assertThat(due(60)).containsExactly("step 1 at 50%", "step 2 at 50%");
    assertThat(due(89.999999)).containsExactly("step 3 at 74%");
    assertThat(due(90)).containsExactly("at risk TIME_TO_ACCEPT");
    assertThat(due(119.999999)).containsExactly("step 4 at 99%");
    assertThat(clocks.nextDueAt()).isEqualTo(at(120));
    assertThat(due(120)).containsExactly("breached TIME_TO_ACCEPT", "step 5 at 100% last");
    assertThat(clocks.nextDueAt()).isEqualTo(at(270));
    assertThat(due(270)).containsExactly("at risk FIRST_RESPONSE");
    assertThat(due(360)).containsExactly("breached FIRST_RESPONSE");
    assertThat(due(2160)).containsExactly("at risk RESOLUTION");
    assertThat(due(2880)).containsExactly("breached RESOLUTION");
    assertThat(clocks.nextDueAt()).isNull();
    assertThat(due(1_000_000)).isEmpty();
  }

  @Test
  void whoSweepsLateSkipsTheRiskOfWhatIsBreached() {
    assertThat(due(130))
        .containsExactly(
            "breached TIME_TO_ACCEPT",
            "step 1 at 108%",
            "step 2 at 108%",
            "step 3 at 108%",
            "step 4 at 108%",
            "step 5 at 108% last");
  }

  @Test
  void anAcceptInTimeMeetsTheTargetOnce() {
    clocks = take(119.999999, FIRST, 1).apply(clocks);
    assertThat(settled(130)).containsExactly("met TIME_TO_ACCEPT 119999");
    assertThat(settled(131)).isEmpty();
    assertThat(clocks.judged(SlaClock.TIME_TO_ACCEPT).breachedAt()).isNull();
  }

  @Test
  void anAcceptAtTheMicrosecondOfTheDeadlineIsLate() {
    clocks = take(120, FIRST, 1).apply(clocks);
    assertThat(settled(130)).containsExactly("breached TIME_TO_ACCEPT");
  }

  @Test
  @DisplayName("P10: who only hears does not judge silence")
  void hearingRaisesNothing() {
    assertThat(settled(10_000)).isEmpty();
    assertThat(clocks.nextDueAt()).isEqualTo(at(30));
  }

  @Test
  void timeToAcceptGoesOnWithTheTimeUsedWhenTheWorkComesBack() {
    clocks = take(20, FIRST, 1).apply(clocks).timedOut(at(50), FIRST);
    assertThat(usedMillis(SlaClock.TIME_TO_ACCEPT, 60)).isEqualTo(30_000);
    assertThat(due(59.999999)).containsExactly("met TIME_TO_ACCEPT 20000");
    assertThat(due(60)).containsExactly("step 1 at 25%");
    assertThat(due(150)).contains("breached TIME_TO_ACCEPT");
    assertThat(due(160)).isEmpty();
  }

  @Test
  void theFirstMessageOfAPersonIsTheFirstResponse() {
    clocks =
        take(10, FIRST, 1)
            .apply(clocks)
            .spoken(at(40), FIRST, false, null)
            .spoken(at(50), FIRST, false, null);
    assertThat(settled(60)).containsExactly("met TIME_TO_ACCEPT 10000", "met FIRST_RESPONSE 40000");
  }

  @Test
  void anAnswerWithoutAMessageIsTheFirstResponse() {
    clocks = answer(70, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks));
    assertThat(settled(80)).contains("met FIRST_RESPONSE 70000");
  }

  @Test
  void clocksStandStillForAQuestionUntilTheCustomerWrites() {
    clocks = ask(20, FIRST).apply(take(10, FIRST, 1).apply(clocks));
    assertThat(clocks.timeline().waitingOn()).isEqualTo(WaitingOn.CUSTOMER);
    assertThat(usedMillis(SlaClock.RESOLUTION, 500)).isEqualTo(20_000);
    clocks = clocks.customerWrote(at(520), null, false);
    assertThat(clocks.timeline().waitingOn()).isEqualTo(WaitingOn.HELPERS);
    assertThat(usedMillis(SlaClock.RESOLUTION, 600)).isEqualTo(100_000);
  }

  @Test
  void clocksStandStillForAQuestionNoLongerThanThePolicySays() {
    double limit = PLAN.customerWaitSeconds();
    clocks = ask(20, FIRST).apply(take(10, FIRST, 1).apply(clocks));
    assertThat(usedMillis(SlaClock.RESOLUTION, 20 + limit)).isEqualTo(20_000);
    assertThat(usedMillis(SlaClock.RESOLUTION, 21 + limit)).isEqualTo(21_000);
    assertThat(clocks.nextDueAt()).isEqualTo(at(limit + 720));
    assertThat(due(limit + 719.999999))
        .containsExactly("met TIME_TO_ACCEPT 10000", "met FIRST_RESPONSE 20000");
    assertThat(due(limit + 720)).containsExactly("step 1 at 25%");
  }

  @Test
  void askingAgainDoesNotLengthenTheWait() {
    double limit = PLAN.customerWaitSeconds();
    clocks = take(10, FIRST, 1).apply(clocks);
    clocks = ask(1000, FIRST).apply(ask(20, FIRST).apply(clocks));
    assertThat(usedMillis(SlaClock.RESOLUTION, 21 + limit)).isEqualTo(21_000);
  }

  @Test
  void nothingRunsOutWhileAnAnswerWaitsForTheCustomer() {
    clocks = answer(70, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks));
    settled(80);
    assertThat(clocks.nextDueAt()).isNull();
    assertThat(due(1_000_000)).isEmpty();
    assertThat(usedMillis(SlaClock.RESOLUTION, 1_000_000)).isEqualTo(70_000);
  }

  @Test
  void stepsAreNotRaisedWhileTheRequestIsAnswered() {
    clocks = answer(100, FIRST, 1).apply(take(100, FIRST, 1).apply(clocks));
    assertThat(due(200)).noneMatch(event -> event.startsWith("step"));
    clocks = clocks.reopened(at(300), 2);
    assertThat(due(300))
        .containsExactly(
            "at risk TIME_TO_ACCEPT", "step 1 at 83%", "step 2 at 83%", "step 3 at 83%");
  }

  @Test
  void resolutionIsMetWithTheTimeUsedAndNotTheTimeWaited() {
    clocks = answer(70, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks));
    settled(71);
    clocks = clocks.resolved(at(5_000), FIRST, 1, 1);
    assertThat(settled(5_001)).containsExactly("met RESOLUTION 70000");
    assertThat(clocks.timeline().status()).isEqualTo(Status.RESOLVED);
    assertThat(clocks.timeline().resolvedBy()).isEqualTo(Tier.COMMUNITY);
  }

  @Test
  void aNewRoundGoesOnWithTheTimeUsedAndRepeatsNoStep() {
    due(30);
    clocks = answer(70, FIRST, 1).apply(take(40, FIRST, 1).apply(clocks));
    settled(71);
    clocks = clocks.reopened(at(1_000), 2);
    assertThat(clocks.timeline().round()).isEqualTo(2);
    assertThat(usedMillis(SlaClock.TIME_TO_ACCEPT, 1_010)).isEqualTo(50_000);
    assertThat(usedMillis(SlaClock.RESOLUTION, 1_010)).isEqualTo(80_000);
    assertThat(due(1_019.999999)).isEmpty();
    assertThat(due(1_020)).containsExactly("step 2 at 50%");
    assertThat(clocks.raised()).extracting(RaisedStep::round).containsExactly(1, 2);
  }

  @Test
  void aResolutionThatIsReopenedIsNotMetUntilTheNext() {
    clocks =
        answer(70, FIRST, 1).apply(take(40, FIRST, 1).apply(clocks)).resolved(at(100), FIRST, 1, 1);
    settled(101);
    clocks = clocks.reopened(at(200), 2);
    settled(201);
    assertThat(clocks.judged(SlaClock.RESOLUTION).metAt()).isNull();
    clocks =
        answer(230, SECOND, 2)
            .apply(take(210, SECOND, 2).apply(clocks))
            .resolved(at(240), SECOND, 2, 2);
    assertThat(settled(241)).containsExactly("met RESOLUTION 100000");
  }

  @Test
  void aCancellationStopsEverythingForGood() {
    clocks = clocks.cancelled(at(29.9));
    assertThat(due(100_000)).isEmpty();
    assertThat(clocks.nextDueAt()).isNull();
    clocks = take(40, FIRST, 1).apply(clocks).reopened(at(50), 2);
    assertThat(clocks.timeline().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aCancellationIsTheEndEvenBesideAResolutionOfTheSameMoment() {
    clocks = answer(30, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks));
    clocks = clocks.resolved(at(40), FIRST, 1, 1).cancelled(at(40));
    assertThat(clocks.timeline().status()).isEqualTo(Status.CANCELLED);
    assertThat(settled(41)).noneMatch(event -> event.startsWith("met RESOLUTION"));
  }

  @Test
  void theLargerShareCounts() {
    // Accepted at 20 %: from then on the resolution's share grows, and passes 25 % at 720 s.
    clocks = take(24, FIRST, 1).apply(clocks);
    settled(25);
    assertThat(clocks.nextDueAt()).isEqualTo(at(270));
    assertThat(due(719.999999)).noneMatch(event -> event.startsWith("step"));
    assertThat(due(720)).containsExactly("step 1 at 25%");
  }

  // ---- heard late ----

  @Test
  @DisplayName("P7: a step that a late pause makes undue is withdrawn, and raised when it is due")
  void aPauseHeardLateWithdrawsAStep() {
    clocks = clocks.taken(at(5), FIRST, 1, MEMBER, "Ada", Tier.COMMUNITY);
    due(710);
    assertThat(due(725)).containsExactly("step 1 at 25%");
    clocks = ask(700, FIRST).apply(clocks);
    assertThat(settled(726)).contains("step 1 withdrawn");
    assertThat(clocks.raised()).isEmpty();
    clocks = clocks.customerWrote(at(800), null, false);
    assertThat(settled(801)).isEmpty();
    assertThat(due(819.999999)).isEmpty();
    assertThat(due(820)).containsExactly("step 1 at 25%");
  }

  @Test
  @DisplayName("P7: a breach that turns out undue does not count, and the target is met")
  void anAcceptHeardLateTakesTheBreachBack() {
    assertThat(due(121)).contains("breached TIME_TO_ACCEPT");
    clocks = take(119, FIRST, 1).apply(clocks);
    assertThat(settled(125)).containsExactly("met TIME_TO_ACCEPT 119000", "step 5 withdrawn");
    assertThat(clocks.judged(SlaClock.TIME_TO_ACCEPT).breachedAt()).isNull();
    assertThat(clocks.raised()).hasSize(4);
  }

  @Test
  void aStepThatIsDueByNowAnywayIsKept() {
    due(30);
    clocks =
        ask(10, FIRST)
            .apply(take(5, FIRST, 1).apply(clocks))
            .customerWrote(at(12), null, false)
            .released(at(12), FIRST);
    // 5 s until the accept and from 12 s on again: 25 % are used at 37 s.
    assertThat(settled(36.999999)).contains("step 1 withdrawn");
    due(37);
    assertThat(settled(38)).isEmpty();
    assertThat(clocks.raised()).hasSize(1);
  }

  @Test
  void aBreachIsCertainWhenTheClockStoppedAfterItsEnd() {
    clocks = take(500, FIRST, 1).apply(clocks);
    assertThat(settled(501)).containsExactly("breached TIME_TO_ACCEPT");
    assertThat(clocks.judged(SlaClock.TIME_TO_ACCEPT).breachedAt()).isEqualTo(at(120));
    assertThat(settled(502)).isEmpty();
  }

  // ---- hearsay ----

  @Test
  @DisplayName("P4: what is known by hearsay only is alerted about, and completed when it is told")
  void hearsay() {
    RequestClocks hearsay = take(10, FIRST, 1).apply(RequestClocks.UNKNOWN);
    assertThat(hearsay.nextDueAt()).isNull();
    assertThat(hearsay.settled(at(500)).events()).isEmpty();
    assertThat(hearsay.due(at(70)).events()).containsExactly(new ClockEvent.StillUnknown());
    clocks = Story.submit().apply(hearsay);
    assertThat(clocks).isEqualTo(take(10, FIRST, 1).apply(submitted()));
    assertThat(settled(80)).containsExactly("met TIME_TO_ACCEPT 10000");
  }

  @Test
  void withoutAPolicyNothingIsJudged() {
    RequestClocks unplanned =
        RequestClocks.UNKNOWN.submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null);
    assertThat(unplanned.nextDueAt()).isNull();
    assertThat(unplanned.settled(at(1_000)).events()).isEmpty();
    clocks = unplanned.planned(PLAN);
    assertThat(due(30)).containsExactly("step 1 at 25%");
  }

  @Test
  void thePolicyAtSubmissionStays() {
    Policy.Targets others = new Policy.Targets(1, 1, 1);
    clocks = clocks.planned(new Plan(others, 1, List.of(), null, null, null, null));
    assertThat(clocks.plan()).isEqualTo(PLAN);
    assertThat(clocks.submitted(at(50), Priority.URGENT, Tier.COMMUNITY, null, null, null))
        .isEqualTo(clocks);
  }

  @Test
  void aPolicyWithoutStepsHasTargetsOnly() {
    clocks =
        RequestClocks.UNKNOWN
            .submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null)
            .planned(
                new Plan(new Policy.Targets(10, 20, 30), 5, List.of(), null, null, null, null));
    assertThat(due(10)).containsExactly("breached TIME_TO_ACCEPT");
  }

  // ---- another version of the policy ----

  /** The plan with its steps at other shares, and other targets. */
  private static Plan changed(int accept, List<Policy.Step> steps) {
    Policy.Targets targets = new Policy.Targets(accept, 360, 2880);
    return new Plan(targets, PLAN.customerWaitSeconds(), steps, null, 2, null, null);
  }

  private static List<Policy.Step> stepsAt(int... percents) {
    List<Policy.Step> steps = new ArrayList<>();
    for (int i = 0; i < percents.length; i++) {
      Policy.Step step = PLAN.steps().get(i);
      steps.add(
          new Policy.Step(
              percents[i],
              step.widenLevels(),
              step.waveFactor(),
              step.rewardPercent(),
              step.tier(),
              step.alert(),
              step.id()));
    }
    return steps;
  }

  @Test
  void anotherVersionCountsAsIfFromTheStart() {
    assertThat(due(72)).containsExactly("step 1 at 60%", "step 2 at 60%");
    assertThat(keep(clocks.replanned(changed(120, stepsAt(25, 50, 55, 90, 100)), at(72))))
        .containsExactly("version 2");
    assertThat(due(72)).containsExactly("step 3 at 60%");
    assertThat(clocks.raised()).extracting(RaisedStep::stepId).contains("specialists");
  }

  @Test
  void aShorterTargetBreachesAtOnceAndALongerTakesItBack() {
    assertThat(keep(clocks.replanned(changed(60, PLAN.steps()), at(70))))
        .containsExactly("version 2");
    assertThat(due(70)).contains("breached TIME_TO_ACCEPT");
    assertThat(clocks.judged(SlaClock.TIME_TO_ACCEPT).breachedAt()).isEqualTo(at(60));
    assertThat(keep(clocks.replanned(PLAN, at(70))))
        .contains("version 1", "step 5 withdrawn", "step 4 withdrawn");
    assertThat(clocks.judged(SlaClock.TIME_TO_ACCEPT).breachedAt()).isNull();
  }

  @Test
  void aStepIsKnownByItsIdWhateverIsPutBeforeIt() {
    assertThat(due(30)).containsExactly("step 1 at 25%");
    List<Policy.Step> steps = new ArrayList<>(PLAN.steps());
    steps.addFirst(new Policy.Step(10, 0, 1, 110, null, false, "new"));
    assertThat(keep(clocks.replanned(changed(120, steps), at(31)))).containsExactly("version 2");
    assertThat(due(31)).containsExactly("step 1 at 25%");
    assertThat(clocks.raised()).extracting(RaisedStep::stepId).containsExactly("widen", "new");
  }

  @Test
  void whatTheVersionDoesNotHaveAnyMoreStaysDone() {
    assertThat(due(30)).containsExactly("step 1 at 25%");
    List<Policy.Step> steps = PLAN.steps().subList(1, 2);
    assertThat(keep(clocks.replanned(changed(120, steps), at(31)))).containsExactly("version 2");
    assertThat(due(60)).containsExactly("step 1 at 50% last");
    assertThat(keep(clocks.replanned(changed(120, steps), at(61))))
        .containsExactly("version 2, no step left");
  }

  // ---- clocks of machines differ ----

  @Test
  void nothingHappensBeforeTheSubmissionOrItsOwnAssignment() {
    clocks = take(-3, FIRST, 1).apply(clocks);
    assertThat(settled(1)).containsExactly("met TIME_TO_ACCEPT 0");
    clocks = clocks.released(at(-5), FIRST);
    assertThat(clocks.timeline().status()).isEqualTo(Status.OPEN);
    assertThat(usedMillis(SlaClock.TIME_TO_ACCEPT, 7)).isEqualTo(7_000);
  }

  @Test
  void whatBelongsToARoundThatIsOverChangesNothing() {
    clocks = answer(20, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks)).reopened(at(30), 2);
    clocks = take(31, SECOND, 1).apply(clocks).resolved(at(32), FIRST, 1, 1);
    clocks = answer(33, FIRST, 1).apply(clocks).exhausted(at(34), 1);
    Timeline timeline = clocks.timeline();
    assertThat(timeline.status()).isEqualTo(Status.OPEN);
    assertThat(timeline.round()).isEqualTo(2);
    assertThat(timeline.exhaustedAt()).isNull();
  }

  @Test
  void aRoundThatWasNotHeardToBeginBeginsWithWhatIsHeardOfIt() {
    clocks = answer(20, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks));
    clocks = take(40, SECOND, 2).apply(clocks);
    assertThat(clocks.timeline().status()).isEqualTo(Status.IN_WORK);
    clocks = clocks.reopened(at(30), 2);
    assertThat(clocks.timeline().status()).isEqualTo(Status.IN_WORK);
    assertThat(usedMillis(SlaClock.TIME_TO_ACCEPT, 100)).isEqualTo(20_000);
  }

  @Test
  void completionAndAnswerAreOneAndTheEarlierCounts() {
    RequestClocks taken = take(10, FIRST, 1).apply(clocks);
    RequestClocks both = answer(71, FIRST, 1).apply(answer(70, FIRST, 1).apply(taken));
    assertThat(both).isEqualTo(answer(70, FIRST, 1).apply(taken));
    assertThat(answer(70, FIRST, 1).apply(answer(71, FIRST, 1).apply(taken))).isEqualTo(both);
  }

  // ---- the overdue list ----

  @Test
  void theListShowsWhatIsAtRiskOrBreachedAndWantsHelp() {
    assertThat(urgency()).isNull();
    due(89);
    assertThat(urgency()).isNull();
    due(90);
    assertThat(urgency()).isEqualTo(new Urgency(SlaClock.TIME_TO_ACCEPT, at(120)));
    clocks = take(100, FIRST, 1).apply(clocks);
    settled(100);
    assertThat(urgency()).isNull();
    due(300);
    assertThat(urgency()).isEqualTo(new Urgency(SlaClock.FIRST_RESPONSE, at(360)));
    due(361);
    assertThat(urgency()).isEqualTo(new Urgency(SlaClock.FIRST_RESPONSE, at(360)));
    clocks = answer(400, FIRST, 1).apply(clocks);
    settled(401);
    assertThat(urgency()).isNull();
    clocks = clocks.reopened(at(500), 2);
    assertThat(urgency()).isNotNull();
  }

  @Test
  void anExhaustedRequestIsListedAndAlertsUntilSomebodyHasIt() {
    clocks = clocks.exhausted(at(10), 1);
    assertThat(urgency()).isEqualTo(new Urgency(SlaClock.TIME_TO_ACCEPT, at(120)));
    assertThat(Alert.of(clocks, clocks.timeline()))
        .containsExactly(new Alert(Alert.Kind.EXHAUSTED, at(10), null, null));
    clocks = take(20, FIRST, 1).apply(clocks);
    assertThat(urgency()).isNull();
    assertThat(Alert.of(clocks, clocks.timeline())).isEmpty();
  }

  @Test
  void whatAsksForStaffIsListedAtOnceAndLeavesAsOthersDo() {
    clocks = clocks.tierRaised(Tier.CONTRACTOR);
    assertThat(urgency()).isEqualTo(new Urgency(SlaClock.TIME_TO_ACCEPT, at(120)));
    clocks = take(20, FIRST, 1).apply(clocks);
    assertThat(urgency()).isEqualTo(new Urgency(SlaClock.FIRST_RESPONSE, at(360)));
    clocks = answer(40, FIRST, 1).apply(clocks);
    assertThat(urgency()).isNull();
    clocks = clocks.reopened(at(50), 2);
    assertThat(urgency()).isNotNull();
    assertThat(Alert.of(clocks, clocks.timeline())).isEmpty();
    clocks = clocks.cancelled(at(60));
    assertThat(urgency()).isNull();
  }

  @Test
  void breachesAndTheAlertingStepAlert() {
    due(120);
    assertThat(Alert.of(clocks, clocks.timeline()))
        .containsExactlyInAnyOrder(
            new Alert(Alert.Kind.BREACHED, at(120), SlaClock.TIME_TO_ACCEPT, null),
            new Alert(Alert.Kind.STEP, at(120), null, 5));
  }

  private Urgency urgency() {
    return Urgency.of(clocks, clocks.timeline());
  }

  // ---- limits ----

  @Test
  void theMinimumTierIsNeverLowered() {
    clocks = clocks.tierRaised(Tier.SPECIALIST).tierRaised(Tier.CONTRACTOR);
    assertThat(clocks.minimumTier()).isEqualTo(Tier.SPECIALIST);
  }

  @Test
  void aConversationWithoutEndIsKeptWithinALimitAndItsEndIsStillHeard() {
    clocks = take(10, FIRST, 1).apply(clocks);
    for (int i = 0; i < RequestClocks.MOST_MARKS; i++) {
      clocks = ask(20 + 2 * i, FIRST).apply(clocks).customerWrote(at(21 + 2 * i), null, false);
    }
    assertThat(clocks.marks()).hasSize(RequestClocks.MOST_MARKS + RequestClocks.MOST_REPLIES);
    clocks = answer(10_000, FIRST, 1).apply(clocks).resolved(at(10_001), FIRST, 1, 1);
    assertThat(clocks.timeline().status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  @DisplayName("P10: whatever is due at the next look is said by it, so that a look never repeats")
  void everyLookMovesOn() {
    List<Instant> looks = new ArrayList<>();
    Instant next = clocks.nextDueAt();
    while (next != null) {
      looks.add(next);
      Outcome outcome = clocks.due(next);
      assertThat(outcome.events()).isNotEmpty();
      clocks = outcome.clocks();
      next = clocks.nextDueAt();
    }
    assertThat(looks).isSorted().doesNotHaveDuplicates();
    assertThat(looks).hasSizeLessThan(15);
  }

  @Test
  void offersAreCounted() {
    clocks = clocks.offered(3, 0, 0).offered(2, 1, 1);
    assertThat(clocks.tried()).isEqualTo(new Tried(5, 1, 1));
    clocks = take(1, FIRST, 1).apply(clocks).timedOut(at(2), FIRST);
    assertThat(clocks.givenBack(Mark.GivenBack.How.TIMED_OUT)).isEqualTo(1);
    assertThat(clocks.givenBack(Mark.GivenBack.How.RELEASED)).isZero();
  }

  @Test
  void ofMoreMessagesThanAreKeptTheEarliestStillCounts() {
    RequestClocks base = take(1, FIRST, 1).apply(clocks);
    clocks = base;
    IntStream.range(0, 1_000).forEach(i -> clocks = clocks.spoken(at(5 + i), FIRST, false, null));
    assertThat(clocks.marks()).hasSize(RequestClocks.MOST_MARKS + RequestClocks.MOST_REPLIES);
    assertThat(clocks.timeline().respondedAt()).isEqualTo(at(5));
    assertThat(clocks.spoken(at(3), id(7), false, null).timeline().respondedAt()).isEqualTo(at(3));
    assertThat(Duration.between(at(0), at(3))).isEqualTo(Duration.ofSeconds(3));
  }
}
