package dev.crowdline.intake.requests.domain;

import static dev.crowdline.intake.requests.domain.Lives.ADA;
import static dev.crowdline.intake.requests.domain.Lives.BEN;
import static dev.crowdline.intake.requests.domain.Lives.NOW;
import static dev.crowdline.intake.requests.domain.Lives.PATIENCE;
import static dev.crowdline.intake.requests.domain.Lives.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fact cannot be refused: for every pair of state and fact the outcome is written down here. */
class HearingTest {
  private static final Hearing HEARING = new Hearing(PATIENCE, () -> id(99));

  private static final Heard ROUTE_OPEN = new Heard.RouteOpen(2, NOW);
  private static final Heard OLD_ROUTE_OPEN = new Heard.RouteOpen(1, NOW);
  private static final Heard TAKEN = new Heard.Taken(BEN, 2, NOW);
  private static final Heard OLD_TAKEN = new Heard.Taken(BEN, 1, NOW);
  private static final Heard WROTE = new Heard.Wrote(id(10), ADA, false, "Let me see.", 0, NOW);
  private static final Heard ASKED = new Heard.Wrote(id(11), ADA, true, "Which model?", 0, NOW);
  private static final Heard ASKED_BY_OTHER =
      new Heard.Wrote(id(15), BEN, true, "Which model?", 0, NOW);
  private static final Heard FOLLOWED_UP =
      new Heard.FollowedUp(id(16), ADA, "Switch it back later.", 1, NOW);
  private static final Heard CROSSED = new Heard.FollowedUp(id(17), ADA, "Well?", 0, NOW);
  private static final Heard OTHER_FOLLOWED_UP =
      new Heard.FollowedUp(id(18), BEN, "Sorry for that.", 1, NOW);
  private static final Heard MARKED = new Heard.ThanksMarked(ADA.assignmentId(), 1, NOW);
  private static final Heard MARK_CROSSED = new Heard.ThanksMarked(ADA.assignmentId(), 0, NOW);
  private static final Heard OTHER_MARKED = new Heard.ThanksMarked(BEN.assignmentId(), 1, NOW);
  private static final Heard COMPLETED =
      new Heard.Completed(id(12), ADA, 2, "Press reset.", 0, NOW);
  private static final Heard COMPLETED_BY_OTHER =
      new Heard.Completed(id(13), BEN, 2, "Press reset.", 0, NOW);
  private static final Heard OLD_COMPLETED =
      new Heard.Completed(id(14), BEN, 1, "Press reset.", 0, NOW);
  private static final Heard LET_GO = new Heard.LetGo(ADA.assignmentId(), NOW);
  private static final Heard OTHER_LET_GO = new Heard.LetGo(BEN.assignmentId(), NOW);
  private static final Heard EXHAUSTED = new Heard.Exhausted(2, NOW);
  private static final Heard OLD_EXHAUSTED = new Heard.Exhausted(1, NOW);

  private static final Map<String, Heard> FACTS =
      Map.ofEntries(
          Map.entry("route open", ROUTE_OPEN),
          Map.entry("route open, old", OLD_ROUTE_OPEN),
          Map.entry("taken", TAKEN),
          Map.entry("taken, old", OLD_TAKEN),
          Map.entry("wrote", WROTE),
          Map.entry("asked", ASKED),
          Map.entry("asked by another", ASKED_BY_OTHER),
          Map.entry("followed up", FOLLOWED_UP),
          Map.entry("followed up, crossing", CROSSED),
          Map.entry("followed up by another", OTHER_FOLLOWED_UP),
          Map.entry("thanks marked", MARKED),
          Map.entry("thanks marked, crossing", MARK_CROSSED),
          Map.entry("thanks marked by another", OTHER_MARKED),
          Map.entry("completed", COMPLETED),
          Map.entry("completed by another", COMPLETED_BY_OTHER),
          Map.entry("completed, old", OLD_COMPLETED),
          Map.entry("let go", LET_GO),
          Map.entry("let go by another", OTHER_LET_GO),
          Map.entry("exhausted", EXHAUSTED),
          Map.entry("exhausted, old", OLD_EXHAUSTED));

  /** State afterwards; + what is appended; ! what is stated. "-" changes nothing at all. */
  private static final Map<String, Map<String, String>> TABLE =
      Map.of(
          "OPEN",
          Map.ofEntries(
              Map.entry("route open", "OPEN HELPERS"),
              Map.entry("route open, old", "-"),
              Map.entry("taken", "IN_WORK HELPERS"),
              Map.entry("taken, old", "-"),
              Map.entry("wrote", "OPEN HELPERS +MESSAGE"),
              Map.entry("asked", "OPEN HELPERS +MESSAGE"),
              Map.entry("asked by another", "OPEN HELPERS +MESSAGE"),
              Map.entry("followed up", "OPEN HELPERS +MESSAGE"),
              Map.entry("followed up, crossing", "OPEN HELPERS +MESSAGE"),
              Map.entry("followed up by another", "OPEN HELPERS +MESSAGE"),
              Map.entry("thanks marked", "-"),
              Map.entry("thanks marked, crossing", "-"),
              Map.entry("thanks marked by another", "-"),
              Map.entry("completed", "ANSWERED CUSTOMER +ANSWER !Answered"),
              Map.entry("completed by another", "ANSWERED CUSTOMER +ANSWER !Answered"),
              Map.entry("completed, old", "OPEN HELPERS +ANSWER"),
              Map.entry("let go", "-"),
              Map.entry("let go by another", "-"),
              Map.entry("exhausted", "OPEN HELPERS +NOTICE"),
              Map.entry("exhausted, old", "-")),
          "IN_WORK",
          Map.ofEntries(
              Map.entry("route open", "-"),
              Map.entry("route open, old", "-"),
              Map.entry("taken", "IN_WORK HELPERS"),
              Map.entry("taken, old", "-"),
              Map.entry("wrote", "IN_WORK HELPERS +MESSAGE"),
              Map.entry("asked", "IN_WORK CUSTOMER +MESSAGE"),
              Map.entry("asked by another", "IN_WORK HELPERS +MESSAGE"),
              Map.entry("followed up", "IN_WORK HELPERS +MESSAGE"),
              Map.entry("followed up, crossing", "IN_WORK HELPERS +MESSAGE"),
              Map.entry("followed up by another", "IN_WORK HELPERS +MESSAGE"),
              Map.entry("thanks marked", "-"),
              Map.entry("thanks marked, crossing", "-"),
              Map.entry("thanks marked by another", "-"),
              Map.entry("completed", "ANSWERED CUSTOMER +ANSWER !Answered"),
              Map.entry("completed by another", "ANSWERED CUSTOMER +ANSWER !Answered"),
              Map.entry("completed, old", "IN_WORK HELPERS +ANSWER"),
              Map.entry("let go", "OPEN HELPERS"),
              Map.entry("let go by another", "-"),
              Map.entry("exhausted", "-"),
              Map.entry("exhausted, old", "-")),
          "ANSWERED",
          answered("ANSWERED CUSTOMER", "ANSWERED CUSTOMER"),
          "ANSWERED, WRITTEN AFTER",
          writtenAfter(),
          "RESOLVED",
          finished("RESOLVED CUSTOMER", "RESOLVED CUSTOMER +ANSWER"),
          "CANCELLED",
          cancelled());

  private static Map<String, String> answered(String state, String marked) {
    Map<String, String> table = new HashMap<>(finished(state, state + " +ANSWER"));
    table.put("thanks marked", marked);
    table.put("thanks marked, crossing", marked);
    return table;
  }

  private static Map<String, String> writtenAfter() {
    Map<String, String> table = new HashMap<>(answered("ANSWERED HELPERS", "ANSWERED CUSTOMER"));
    table.put("followed up", "ANSWERED CUSTOMER +MESSAGE");
    table.put("thanks marked, crossing", "OPEN HELPERS !Reopened");
    return table;
  }

  private static Map<String, String> finished(String state, String otherAnswer) {
    return Map.ofEntries(
        Map.entry("route open", "-"),
        Map.entry("route open, old", "-"),
        Map.entry("taken", "-"),
        Map.entry("taken, old", "-"),
        Map.entry("wrote", state + " +MESSAGE"),
        Map.entry("asked", state + " +MESSAGE"),
        Map.entry("asked by another", state + " +MESSAGE"),
        Map.entry("followed up", state + " +MESSAGE"),
        Map.entry("followed up, crossing", state + " +MESSAGE"),
        Map.entry("followed up by another", state + " +MESSAGE"),
        Map.entry("thanks marked", "-"),
        Map.entry("thanks marked, crossing", "-"),
        Map.entry("thanks marked by another", "-"),
        Map.entry("completed", "-"),
        Map.entry("completed by another", otherAnswer),
        Map.entry("completed, old", otherAnswer),
        Map.entry("let go", "-"),
        Map.entry("let go by another", "-"),
        Map.entry("exhausted", "-"),
        Map.entry("exhausted, old", "-"));
  }

  private static Map<String, String> cancelled() {
    Map<String, String> table =
        new HashMap<>(finished("CANCELLED CUSTOMER", "CANCELLED CUSTOMER +ANSWER"));
    table.put("completed", "CANCELLED CUSTOMER +ANSWER");
    return table;
  }

  static Stream<Arguments> everyPair() {
    // Sorted: the same number is the same pair in every run, whatever order a map has.
    return TABLE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(state ->
            FACTS.keySet().stream()
                .sorted()
                .map(fact -> Arguments.of(state.getKey(), fact, state.getValue().get(fact))));
  }

  private static Life in(String state) {
    if (state.equals("ANSWERED, WRITTEN AFTER")) {
      return Lives.writtenAfter();
    }
    return switch (Status.valueOf(state)) {
      case OPEN -> Lives.unheard();
      case IN_WORK -> Lives.inWork();
      case ANSWERED -> Lives.answered();
      case RESOLVED -> Lives.resolved();
      case CANCELLED -> Lives.cancelled();
    };
  }

  @ParameterizedTest(name = "{0}, {1} → {2}")
  @MethodSource
  void everyPair(String state, String fact, String outcome) {
    Life before = in(state);
    Decision decision = HEARING.hear(before, FACTS.get(fact));
    assertThat(told(before, decision)).isEqualTo(outcome);
  }

  private static String told(Life before, Decision decision) {
    if (!decision.changes(before) && decision.happenings().isEmpty()) {
      return "-";
    }
    RequestState after = decision.life().state();
    StringBuilder text = new StringBuilder(after.status() + " " + decision.life().waitingOn());
    decision.messages().forEach(m -> text.append(" +").append(m.kind()));
    decision.happenings().forEach(h -> text.append(" !").append(h.getClass().getSimpleName()));
    return text.toString();
  }

  @Test
  @DisplayName("P4: whatever of a round is heard of routing counts as hearing of the route")
  void routingIsHeard() {
    for (Heard fact : List.of(ROUTE_OPEN, TAKEN, WROTE, ASKED, COMPLETED, EXHAUSTED)) {
      assertThat(HEARING.hear(Lives.unheard(), fact).life().routeHeardAt()).isEqualTo(NOW);
    }
    assertThat(HEARING.hear(Lives.unheard(), OLD_ROUTE_OPEN).life().routeHeardAt()).isNull();
  }

  @Test
  void anAnswerIsDueForConfirmationFromWhenItHappened() {
    assertThat(HEARING.hear(Lives.inWork(), COMPLETED).life().dueAt())
        .isEqualTo(NOW.plus(PATIENCE.silence()));
  }

  @Test
  void aQuestionToTheCustomerHasTheCustomersLimit() {
    Life asked = HEARING.hear(Lives.inWork(), ASKED).life();
    assertThat(asked.dueAt()).isEqualTo(NOW.plus(PATIENCE.customerWait()));
    Life letGo = HEARING.hear(asked, LET_GO).life();
    assertThat(letGo.state()).isEqualTo(new RequestState.Open(2));
    assertThat(letGo.dueAt()).isNull();
  }

  @Test
  void theCustomerIsToldOnceARoundThatItTakesLonger() {
    Life told = HEARING.hear(Lives.open(), EXHAUSTED).life();
    assertThat(HEARING.hear(told, EXHAUSTED).messages()).isEmpty();
    Life next = told.reopened(new RequestState.Open(3), NOW).routeHeard(NOW);
    assertThat(HEARING.hear(next, new Heard.Exhausted(3, NOW)).messages()).hasSize(1);
  }

  @Test
  @DisplayName("an answer that comes after the end is kept, and the request has no second end")
  void aLateAnswerIsNoSecondEnd() {
    for (Life ended : List.of(Lives.cancelled(), Lives.resolved())) {
      Decision decision = HEARING.hear(ended, COMPLETED_BY_OTHER);
      assertThat(decision.life()).isEqualTo(ended);
      assertThat(decision.messages()).hasSize(1);
      assertThat(decision.happenings()).isEmpty();
    }
  }
}
