package dev.crowdline.intake.requests.domain;

import static dev.crowdline.intake.requests.domain.Lives.ANSWER;
import static dev.crowdline.intake.requests.domain.Lives.NOW;
import static dev.crowdline.intake.requests.domain.Lives.PATIENCE;
import static dev.crowdline.intake.requests.domain.Lives.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request, an incident that answers it, and the ways out. */
class LinkingTest {
  private static final UUID INCIDENT = id(90);
  private static final UUID OTHER = id(91);

  static Stream<Life> unanswered() {
    return Stream.of(Lives.open(), Lives.unheard(), Lives.inWork(), Lives.asked());
  }

  static Stream<Life> others() {
    return Stream.of(Lives.answered(), Lives.resolved(), Lives.cancelled());
  }

  private static Life linked(Life life) {
    return ((Decision) Commanding.link(life, INCIDENT, "Network down", id(30), NOW)).life();
  }

  private static Life told() {
    return tell(linked(Lives.open())).life();
  }

  private static Decision tell(Life life) {
    return Commanding.tell(life, INCIDENT, ANSWER, "It runs again.", PATIENCE.silence(), NOW);
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  @DisplayName("what has no answer is linked, where it stands, and its customer reads so")
  void isLinked(Life life) {
    Decision decision = (Decision) Commanding.link(life, INCIDENT, "Network down", id(30), NOW);
    assertThat(decision.happenings()).containsExactly(new Happening.Linked(INCIDENT));
    assertThat(decision.messages())
        .containsExactly(Message.notice(id(30), Notice.known("Network down"), NOW));
    assertThat(decision.life().state()).isEqualTo(life.state());
    assertThat(decision.life().link()).isEqualTo(new Link(INCIDENT, null, null));
    assertThat(decision.life().unrouted()).isFalse();
  }

  @Test
  @DisplayName(
      "P4: that no route of its own is heard of alerts nobody while an incident answers it")
  void isCaredFor() {
    Life life = linked(Lives.unheard());
    assertThat(life.dueAt()).isNull();
    Life alerted = Lives.unheard().alerted(NOW);
    assertThat(linked(alerted).unrouted()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  void linkedTwiceIsLinkedOnceAndToNoOther(Life life) {
    Life linked = linked(life);
    Decision again = (Decision) Commanding.link(linked, INCIDENT, "Network down", id(31), NOW);
    assertThat(again.changes(linked)).isFalse();
    assertThat(again.happenings()).isEmpty();
    assertThat(Commanding.link(linked, OTHER, "Other", id(31), NOW))
        .isInstanceOf(Judgement.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatHasAnAnswerOrIsOverIsNotLinked(Life life) {
    assertThat(Commanding.link(life, INCIDENT, "Network down", id(30), NOW))
        .isInstanceOf(Judgement.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  @DisplayName("the incident's answer is told once, and waits for the reporter's own verdict")
  void isTold(Life life) {
    Decision told = tell(linked(life));
    assertThat(told.messages())
        .containsExactly(Message.told(ANSWER.messageId(), ANSWER.by(), "It runs again.", NOW));
    assertThat(told.happenings()).hasSize(1).first().isInstanceOf(Happening.Answered.class);
    assertThat(told.life().state().status()).isEqualTo(Status.ANSWERED);
    assertThat(told.life().waitingOn()).isEqualTo(WaitingOn.CUSTOMER);
    assertThat(told.life().dueAt()).isEqualTo(NOW.plus(PATIENCE.silence()));
    assertThat(told.life().link()).isEqualTo(new Link(INCIDENT, NOW, null));
    assertThat(tell(told.life()).changes(told.life())).isFalse();
    assertThat(tell(life).changes(life)).as("not linked, not told").isFalse();
  }

  @Test
  @DisplayName("solved and silence close it by the incident, where the answer is paid")
  void isClosedByTheIncident() {
    Life told = told();
    Decision solved = (Decision) Commanding.judge(told, true, null, id(40), "", NOW);
    assertThat(solved.life().state().status()).isEqualTo(Status.RESOLVED);
    assertThat(solved.happenings()).containsExactly(new Happening.Closed(INCIDENT, 2));
    Decision silent = Commanding.due(told, () -> id(41), NOW.plus(PATIENCE.silence()));
    assertThat(silent.happenings()).containsExactly(new Happening.Closed(INCIDENT, 2));
    Decision withdrawn = (Decision) Commanding.withdraw(told, id(42), NOW);
    assertThat(withdrawn.happenings())
        .containsExactly(new Happening.Cancelled(Happening.Who.CUSTOMER, null));
  }

  @Test
  @DisplayName("not solved splits it out alone, into a round and a route of its own")
  void notSolvedSplits() {
    Decision refused = (Decision) Commanding.judge(told(), false, null, id(40), "", NOW);
    assertThat(refused.happenings()).containsExactly(new Happening.Split(INCIDENT, 3));
    assertThat(refused.life().state()).isEqualTo(new RequestState.Open(3));
    assertThat(refused.life().link()).isEqualTo(new Link(null, null, INCIDENT));
    assertThat(refused.life().dueAt()).isEqualTo(NOW.plus(Life.ROUTE_LIMIT));
    assertThat(((Decision) Commanding.askForStaff(told(), NOW)).happenings())
        .containsExactly(
            new Happening.TierRaised(Tier.SPECIALIST), new Happening.Split(INCIDENT, 3));
  }

  @Test
  @DisplayName("an incident's answer is one for many, and is not rated")
  void isNotRated() {
    assertThat(told().canBeRated()).isFalse();
    assertThat(Commanding.rate(told(), 5, "", NOW)).isInstanceOf(Judgement.Refused.class);
  }

  @Test
  @DisplayName("split out before the answer it is in the same round, and waits for its own route")
  void isSplit() {
    Decision split = (Decision) Commanding.split(linked(Lives.open()), NOW);
    assertThat(split.happenings()).containsExactly(new Happening.Split(INCIDENT, 2));
    assertThat(split.life().state()).isEqualTo(new RequestState.Open(2));
    assertThat(split.life().routeHeardAt()).isNull();
    assertThat(split.life().dueAt()).isEqualTo(NOW.plus(Life.ROUTE_LIMIT));
    Decision unheard = (Decision) Commanding.split(linked(Lives.unheard()), NOW);
    assertThat(unheard.life().dueAt()).isEqualTo(NOW.plus(Life.ROUTE_LIMIT));
    Decision working = (Decision) Commanding.split(linked(Lives.inWork()), NOW);
    assertThat(working.life().state()).isEqualTo(Lives.inWork().state());
    assertThat(Commanding.split(Lives.open(), NOW)).isInstanceOf(Judgement.Refused.class);
    assertThat(Commanding.split(Lives.resolved(), NOW)).isInstanceOf(Judgement.Refused.class);
  }

  @Test
  @DisplayName("who worked on it already answers it, and then no incident does")
  void ownAnswerComesFirst() {
    Decision answered =
        new Hearing(PATIENCE, () -> id(50))
            .hear(
                linked(Lives.inWork()),
                new Heard.Completed(id(51), Lives.ADA, 2, "My answer", null, NOW));
    assertThat(answered.life().state().status()).isEqualTo(Status.ANSWERED);
    assertThat(answered.life().link().isOn()).isFalse();
    assertThat(tell(answered.life()).changes(answered.life())).isFalse();
    Decision atOnce =
        new Hearing(PATIENCE, () -> id(50))
            .hear(
                linked(Lives.unheard()),
                new Heard.Completed(id(51), Lives.ADA, 2, "My answer", null, NOW));
    assertThat(atOnce.life().link().isOn()).isFalse();
  }

  @Test
  @DisplayName("an incident that has an answer is confirmed by its end, another is cancelled")
  void isEnded() {
    assertThat(((Decision) Commanding.close(Lives.answered(), "", () -> id(60), NOW)).happenings())
        .first()
        .isInstanceOf(Happening.Resolved.class);
    assertThat(((Decision) Commanding.close(Lives.open(), "", () -> id(60), NOW)).happenings())
        .containsExactly(new Happening.Cancelled(Happening.Who.OPERATOR, null));
    assertThat(Commanding.close(Lives.resolved(), "", () -> id(60), NOW))
        .isInstanceOf(Judgement.Refused.class);
  }
}
