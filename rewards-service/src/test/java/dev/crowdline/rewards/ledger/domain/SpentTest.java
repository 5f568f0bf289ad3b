package dev.crowdline.rewards.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.rewards.ledger.domain.Spending.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpentTest {
  private static final UUID ADA = new UUID(1, 1);
  private static final UUID REQUEST = new UUID(2, 1);
  private static final UUID ANSWER = new UUID(3, 1);
  private static final UUID REDEMPTION = new UUID(4, 1);

  private final MemoryLedger ledger = new MemoryLedger();

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of(
            List.of(Leg.RESERVED),
            Spent.State.RESERVED,
            "1000 points are set aside for “Call credit” until it is handed out."),
        Arguments.of(
            List.of(Leg.RESERVED, Leg.REDEEMED),
            Spent.State.SPENT,
            "You took “Call credit” for 1000 points."),
        Arguments.of(
            List.of(Leg.RESERVED, Leg.REFUNDED),
            Spent.State.REFUNDED,
            "“Call credit” could not be handed out: its 1000 points are back."),
        Arguments.of(
            List.of(Leg.RESERVED, Leg.REFUNDED_TO_DEBT),
            Spent.State.REFUNDED,
            "“Call credit” could not be handed out: its 1000 points are back."));
  }

  @ParameterizedTest
  @MethodSource("lines")
  @DisplayName("the statement says a redemption in one sentence")
  void saysItInOneSentence(List<Leg> legs, Spent.State state, String sentence) {
    List<Line.Moved> moves =
        legs.stream()
            .map(leg -> new Line.Moved(new UUID(7, 1), Instant.EPOCH, leg, 1_000, 0, 0, 0))
            .toList();
    Spent spent = new Spent(REDEMPTION, "Call credit", moves);
    assertThat(spent.state()).isEqualTo(state);
    assertThat(spent.explanation()).isEqualTo(sentence);
  }

  @Test
  @DisplayName("P5: what is not in the wallet cannot be set aside")
  void noWalletIsOverdrawn() {
    earn(100);
    assertThatThrownBy(() -> ledger.move(Kind.RESERVE, ADA, REDEMPTION, 101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overdrawn");
    assertThat(ledger.balance(ADA, AccountKind.WALLET)).isEqualTo(100);
  }

  @Test
  @DisplayName("P5: a claw-back while points are set aside leaves a debt, which a refund repays")
  void refundRepaysDebt() {
    earn(100);
    ledger.move(Kind.RESERVE, ADA, REDEMPTION, 70);
    ledger.hear(new Heard.Refused(MemoryLedger.COMMUNITY, REQUEST, ANSWER, 2, Instant.EPOCH));
    assertThat(ledger.balance(ADA, AccountKind.WALLET)).isZero();
    assertThat(ledger.balance(ADA, AccountKind.DEBT)).isEqualTo(70);
    ledger.move(Kind.REFUND, ADA, REDEMPTION, 70);
    assertThat(ledger.balance(ADA, AccountKind.DEBT)).isZero();
    assertThat(ledger.balance(ADA, AccountKind.WALLET)).isZero();
    assertThat(ledger.balance(ADA, AccountKind.RESERVED)).isZero();
  }

  private void earn(long points) {
    ledger.hear(
        new Heard.Completed(
            MemoryLedger.COMMUNITY, REQUEST, ANSWER, ADA, true, 1, points, Instant.EPOCH));
    ledger.hear(new Heard.Confirmed(MemoryLedger.COMMUNITY, REQUEST, ANSWER, 1, 1, Instant.EPOCH));
  }
}
