package dev.crowdline.sla.hearing.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.MemberUpdated;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.support.testing.LaterWord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A word of a later version has the outcome, in every state, of the word it is taken for. */
class LaterWordsTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  static Stream<LaterWord> ofRequests() {
    return Effects.ALL.stream().flatMap(effect -> LaterWord.of(effect.type()));
  }

  static Stream<LaterWord> submitted() {
    return LaterWord.of(RequestSubmitted.class);
  }

  static Stream<LaterWord> registered() {
    return LaterWord.of(MemberRegistered.class);
  }

  static Stream<LaterWord> updated() {
    return LaterWord.of(MemberUpdated.class);
  }

  @ParameterizedTest
  @MethodSource("ofRequests")
  void movesTheClocksAlike(LaterWord word) {
    Plan plan = Plan.of(Policy.of(Pace.PRODUCT), 1, Priority.NORMAL, null);
    RequestClocks open =
        RequestClocks.UNKNOWN
            .submitted(AT, Priority.LOW, Tier.COMMUNITY, null, null, null)
            .planned(plan);
    RequestClocks taken = open.taken(AT.plusSeconds(9), ID, 1, ID, "Ada", Tier.CONTRACTOR);
    RequestClocks answered = taken.answered(AT.plusSeconds(20), ID, 1, Tier.CONTRACTOR, null);
    for (RequestClocks before :
        List.of(
            RequestClocks.UNKNOWN,
            open,
            taken,
            answered,
            answered.reopened(AT.plusSeconds(30), 2),
            answered.resolved(AT.plusSeconds(30), ID, 1, 1),
            open.cancelled(AT.plusSeconds(30)))) {
      RequestClocks after = heard(before, word.read());
      assertThat(after).isEqualTo(heard(before, word.safe()));
      // What is to be said of it can be said: no priority or tier is in it that has no rank.
      assertThat(after.planned(plan).settled(AT.plusSeconds(60))).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("submitted")
  void isListedAlike(LaterWord word) {
    assertThat(HearingFacts.question(fact((RequestSubmitted) word.read())))
        .isEqualTo(HearingFacts.question(fact((RequestSubmitted) word.safe())));
  }

  @ParameterizedTest
  @MethodSource("registered")
  void aNewMemberReadsAlike(LaterWord word) {
    assertThat(HearingFacts.registered(fact((MemberRegistered) word.read())))
        .isEqualTo(HearingFacts.registered(fact((MemberRegistered) word.safe())));
  }

  @ParameterizedTest
  @MethodSource("updated")
  void aChangedMemberReadsAlike(LaterWord word) {
    assertThat(HearingFacts.updated(fact((MemberUpdated) word.read())))
        .isEqualTo(HearingFacts.updated(fact((MemberUpdated) word.safe())));
  }

  private static RequestClocks heard(RequestClocks clocks, Object data) {
    return Effects.ALL.stream()
        .filter(effect -> effect.type().isInstance(data))
        .map(effect -> applied(clocks, effect, data))
        .findFirst()
        .orElseThrow();
  }

  private static <T> RequestClocks applied(
      RequestClocks clocks, Effects.Effect<T> effect, Object data) {
    return effect.on().apply(clocks, fact(effect.type().cast(data)));
  }

  private static <T> Fact<T> fact(T data) {
    return new Fact<>(
        new UUID(0, 9),
        "/other/1",
        new UUID(0, 8).toString(),
        "acme",
        null,
        1,
        null,
        AT.plusSeconds(10),
        data);
  }
}
