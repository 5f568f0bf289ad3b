package dev.crowdline.intake.requests.domain;

import static dev.crowdline.intake.requests.domain.Lives.ADA;
import static dev.crowdline.intake.requests.domain.Lives.NOW;
import static dev.crowdline.intake.requests.domain.Lives.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every state. */
class CommandingTest {
  /** Ben's answer of round 1, which was refused. */
  private static final GivenAnswer EARLIER =
      new GivenAnswer(new Answer(Lives.BEN, id(6), Lives.BEGUN), 1);

  private static final Map<String, Function<Life, Judgement>> COMMANDS =
      Map.ofEntries(
          Map.entry("write", life -> write(life, "And now?")),
          Map.entry("thank", life -> write(life, "Thank you so much, that worked!")),
          Map.entry("solved", life -> Commanding.judge(life, true, null, id(20), "", NOW)),
          Map.entry(
              "not solved",
              life -> Commanding.judge(life, false, null, id(20), "Still dark.", NOW)),
          Map.entry(
              "solved before", life -> Commanding.judge(life, true, EARLIER, id(20), "", NOW)),
          Map.entry(
              "not solved before", life -> Commanding.judge(life, false, EARLIER, id(20), "", NOW)),
          Map.entry("5 stars", life -> Commanding.rate(life, 5, "Thanks!", NOW)),
          Map.entry("1 star", life -> Commanding.rate(life, 1, "", NOW)),
          Map.entry("staff", life -> Commanding.askForStaff(life, NOW)),
          Map.entry(
              "cancel",
              life -> Commanding.cancel(life, Happening.Who.INTEGRATOR, "", () -> id(20), NOW)),
          Map.entry("withdraw", life -> Commanding.withdraw(life, id(20), NOW)));

  private static final Map<String, Map<String, String>> TABLE =
      Map.ofEntries(
          Map.entry(
              "write",
              Map.of(
                  "OPEN", "OPEN 2 +MESSAGE !CustomerWrote",
                  "IN_WORK", "IN_WORK 2 +MESSAGE !CustomerWrote",
                  "ANSWERED", "ANSWERED 2 +MESSAGE !CustomerWrote",
                  "RESOLVED", "a new request",
                  "CANCELLED", "a new request")),
          Map.entry(
              "thank",
              Map.of(
                  "OPEN", "OPEN 2 +MESSAGE !CustomerWrote",
                  "IN_WORK", "IN_WORK 2 +MESSAGE !CustomerWrote",
                  "ANSWERED", "ANSWERED 2 +THANKS !CustomerWrote",
                  "RESOLVED", "RESOLVED 2 +THANKS !CustomerWrote",
                  "CANCELLED", "CANCELLED 2 +THANKS !CustomerWrote")),
          Map.entry(
              "solved before",
              Map.of(
                  "OPEN", "RESOLVED 2 !Resolved CUSTOMER of round 1",
                  "IN_WORK", "RESOLVED 2 !Resolved CUSTOMER of round 1",
                  "ANSWERED", "RESOLVED 2 !Resolved CUSTOMER of round 1 !Resolved SILENCE")),
          Map.entry("not solved before", Map.of()),
          Map.entry("solved", Map.of("ANSWERED", "RESOLVED 2 !Resolved CUSTOMER")),
          Map.entry(
              "not solved",
              Map.of("ANSWERED", "OPEN 3 +MESSAGE !CustomerWrote !Reopened NOT_SOLVED Ada")),
          Map.entry(
              "5 stars",
              Map.of(
                  "ANSWERED", "RESOLVED 2 !Rated !Resolved RATING",
                  "RESOLVED", "RESOLVED 2 !Rated")),
          Map.entry(
              "1 star",
              Map.of(
                  "ANSWERED", "OPEN 3 !Rated !Reopened LOW_RATING Ada",
                  "RESOLVED", "RESOLVED 2 !Rated")),
          Map.entry(
              "staff",
              Map.of(
                  "OPEN", "OPEN 2 !TierRaised",
                  "IN_WORK", "IN_WORK 2 !TierRaised",
                  "ANSWERED", "OPEN 3 !TierRaised !Reopened STAFF_WANTED")),
          Map.entry(
              "cancel",
              Map.of(
                  "OPEN", "CANCELLED 2 +NOTICE !Cancelled",
                  "IN_WORK", "CANCELLED 2 +NOTICE !Cancelled",
                  "ANSWERED", "CANCELLED 2 +NOTICE !Cancelled paying Ada")),
          Map.entry(
              "withdraw",
              Map.of(
                  "OPEN", "CANCELLED 2 +NOTICE !Cancelled",
                  "IN_WORK", "CANCELLED 2 +NOTICE !Cancelled",
                  "ANSWERED", "CANCELLED 2 +NOTICE !Cancelled paying Ada")));

  static Stream<Arguments> everyPair() {
    // Sorted: the same number is the same pair in every run, whatever order a map has.
    return COMMANDS.keySet().stream()
        .sorted()
        .flatMap(command ->
            Stream.of(Status.values())
                .map(status ->
                    Arguments.of(
                        command,
                        status,
                        TABLE.get(command).getOrDefault(status.name(), "refused: " + status))));
  }

  private static Life in(Status status) {
    return switch (status) {
      case OPEN -> Lives.open();
      case IN_WORK -> Lives.inWork();
      case ANSWERED -> Lives.answered();
      case RESOLVED -> Lives.resolved();
      case CANCELLED -> Lives.cancelled();
    };
  }

  @ParameterizedTest(name = "{0} when {1} → {2}")
  @MethodSource
  void everyPair(String command, Status status, String outcome) {
    assertThat(told(COMMANDS.get(command).apply(in(status)))).isEqualTo(outcome);
  }

  private static Judgement write(Life life, String text) {
    return Commanding.write(
        life, id(20), text, Thanks.recognises(text), Lives.PATIENCE.followUp(), NOW);
  }

  @Test
  void whatIsWrittenAfterTheAnswerWaitsForAFollowUpAndNotForMore() {
    Life waiting = ((Decision) write(Lives.answered(), "And the other one?")).life();
    assertThat(waiting.waitingOn()).isEqualTo(WaitingOn.HELPERS);
    assertThat(waiting.dueAt()).isEqualTo(NOW.plus(Lives.PATIENCE.followUp()));
    Decision more =
        (Decision)
            Commanding.write(
                waiting, id(21), "Hello?", false, Lives.PATIENCE.followUp(), NOW.plusSeconds(60));
    assertThat(more.life().dueAt()).isEqualTo(waiting.dueAt());
    assertThat(told(Commanding.due(more.life(), () -> id(22), waiting.dueAt())))
        .isEqualTo("OPEN 3 !Reopened CUSTOMER_WROTE Ada");
  }

  @Test
  void thanksMoveNoTurnAndNoDeadline() {
    Life thanked = ((Decision) write(Lives.answered(), "Thanks!")).life();
    assertThat(thanked.waitingOn()).isEqualTo(WaitingOn.CUSTOMER);
    assertThat(thanked.dueAt()).isEqualTo(Lives.answered().dueAt());
    assertThat(thanked.nextNumber()).isEqualTo(2);
  }

  @Test
  void aSecondMessageAfterAMarkReopensAndThanksDoNot() {
    assertThat(told(write(Lives.marked(), "It does not work after all.")))
        .isEqualTo("OPEN 3 +MESSAGE !CustomerWrote !Reopened CUSTOMER_WROTE Ada");
    assertThat(told(write(Lives.marked(), "Thanks again")))
        .isEqualTo("ANSWERED 2 +THANKS !CustomerWrote");
    assertThat(told(Commanding.due(Lives.marked(), () -> id(20), Lives.marked().dueAt())))
        .isEqualTo("RESOLVED 2 !Resolved SILENCE");
  }

  private static String told(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Refused refused -> "refused: " + refused.status();
      case Judgement.Lower lower -> "lower";
      case Judgement.Continues c -> "a new request";
      case Judgement.Unknown unknown -> "unknown";
      case Decision decision -> {
        RequestState after = decision.life().state();
        StringBuilder text = new StringBuilder(after.status() + " " + after.round());
        decision.messages().forEach(m -> text.append(" +").append(m.kind()));
        decision.happenings().forEach(h -> text.append(" !").append(told(h)));
        yield text.toString();
      }
    };
  }

  private static String told(Happening happening) {
    return switch (happening) {
      case Happening.Reopened h ->
          "Reopened "
              + h.why()
              + (h.preferredMember() == null
                  ? ""
                  : h.preferredMember().equals(ADA.memberId()) ? " Ada" : " somebody");
      case Happening.Resolved h ->
          "Resolved "
              + h.how()
              + (h.round() == h.confirmedInRound() ? "" : " of round " + h.round());
      case Happening.Cancelled h ->
          "Cancelled"
              + (h.paidAssignment() == null
                  ? ""
                  : h.paidAssignment().equals(ADA.assignmentId()) ? " paying Ada" : " paying");
      case Happening h -> h.getClass().getSimpleName();
    };
  }

  @ParameterizedTest
  @CsvSource({"1,OPEN", "2,OPEN", "3,RESOLVED", "4,RESOLVED", "5,RESOLVED"})
  void threeStarsConfirm(int stars, Status status) {
    Decision decision = (Decision) Commanding.rate(Lives.answered(), stars, "", NOW);
    assertThat(decision.life().state().status()).isEqualTo(status);
  }

  @Test
  void anAnswerIsRatedOnce() {
    Decision rated = (Decision) Commanding.rate(Lives.answered(), 4, "", NOW);
    assertThat(Commanding.rate(rated.life(), 5, "", NOW)).isInstanceOf(Judgement.Refused.class);
    assertThat(rated.life().canBeRated()).isFalse();
  }

  @Test
  @DisplayName("P14: the minimum tier is raised once and nothing lowers it")
  void theMinimumTierIsRaisedOnce() {
    Decision raised = (Decision) Commanding.askForStaff(Lives.inWork(), NOW);
    assertThat(raised.life().minimumTier()).isEqualTo(Tier.SPECIALIST);
    Decision again = (Decision) Commanding.askForStaff(raised.life(), NOW);
    assertThat(again.changes(raised.life())).isFalse();
    assertThat(again.happenings()).isEmpty();
    assertThat(raised.life().raisedTo(Tier.COMMUNITY).minimumTier()).isEqualTo(Tier.SPECIALIST);
  }

  @Test
  void aReplyTakesTheBallBack() {
    Decision replied = (Decision) write(Lives.asked(), "The blue one.");
    assertThat(replied.life().waitingOn()).isEqualTo(WaitingOn.HELPERS);
    assertThat(replied.life().dueAt()).isNull();
  }

  @Test
  @DisplayName("P10: silence confirms an answer when it is due, and not a moment earlier")
  void silenceConfirms() {
    Life answered = Lives.answered();
    assertThat(Commanding.due(answered, () -> id(20), answered.dueAt().minusNanos(1000)))
        .isEqualTo(new Decision(answered, List.of(), List.of()));
    Decision due = Commanding.due(answered, () -> id(20), answered.dueAt());
    assertThat(told(due)).isEqualTo("RESOLVED 2 !Resolved SILENCE");
    assertThat(due.life().dueAt()).isNull();
  }

  @Test
  void aSilentCustomersLimitEndsTheRequestWithANotice() {
    Life asked = Lives.asked();
    Decision due = Commanding.due(asked, () -> id(20), asked.dueAt());
    assertThat(told(due)).isEqualTo("CANCELLED 2 +NOTICE !Cancelled");
    assertThat(due.happenings())
        .containsExactly(new Happening.Cancelled(Happening.Who.CUSTOMER_SILENT, null));
  }

  @Test
  @DisplayName("P4: a request of which no route is heard for a minute alerts, each minute again")
  void anUnroutedRequestAlerts() {
    Life unheard = Lives.unheard();
    Life alerted = Commanding.due(unheard, () -> id(20), NOW).life();
    assertThat(alerted.unrouted()).isTrue();
    assertThat(alerted.dueAt()).isEqualTo(NOW.plus(Life.ROUTE_LIMIT));
    assertThat(alerted.routeHeard(NOW).unrouted()).isFalse();
  }

  @Test
  void aRoutedRequestIsRoutingsToWatch() {
    Life routed = Lives.open();
    Life after = Commanding.due(routed, () -> id(20), NOW).life();
    assertThat(after.dueAt()).isNull();
    assertThat(after.unrouted()).isFalse();
  }
}
