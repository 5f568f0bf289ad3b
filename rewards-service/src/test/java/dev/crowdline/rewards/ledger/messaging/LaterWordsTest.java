package dev.crowdline.rewards.ledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.rewards.ledger.domain.Extra;
import dev.crowdline.support.testing.LaterWord;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a word of a later version comes to in the ledger. */
class LaterWordsTest {
  static Stream<LaterWord> completed() {
    return LaterWord.of(AssignmentCompleted.class);
  }

  static Stream<LaterWord> others() {
    return Stream.of(
            MemberRegistered.class,
            RequestResolved.class,
            RequestReopened.class,
            RequestCancelled.class,
            RequestClosed.class)
        .flatMap(LaterWord::of);
  }

  @ParameterizedTest
  @MethodSource("completed")
  @DisplayName("an unknown tier is none that points are held for")
  void isNotPaid(LaterWord word) {
    assertThat(heard(word.read())).isEqualTo(heard(word.reading("CONTRACTOR")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void changesNothing(LaterWord word) {
    assertThat(heard(word.read())).isEqualTo(heard(word.safe()));
  }

  private static Object heard(Object data) {
    return switch (data) {
      case AssignmentCompleted said -> HearingFacts.completed(fact(said), Extra.NONE);
      case RequestResolved said -> HearingFacts.resolved(fact(said));
      case RequestReopened said -> HearingFacts.reopened(fact(said));
      case RequestClosed said -> HearingFacts.closed(fact(said));
      case RequestCancelled said -> HearingFacts.cancelled(fact(said));
      case MemberRegistered said -> HearingFacts.registered(fact(said));
      default -> throw new IllegalArgumentException("not heard here: " + data);
    };
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
        Instant.parse("2026-03-01T09:00:00Z"),
        data);
  }
}
