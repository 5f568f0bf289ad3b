package dev.crowdline.rewards.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P5, P6: an answer that was refused is confirmed after all. Every story in every order that P7
 * allows, with every fact delivered once more at the end, with and without a member who has spent
 * what was paid.
 */
class AfterAllTest {
  private static final Instant AT = Instant.parse("2026-11-25T09:00:00Z");
  private static final UUID REQUEST = new UUID(1, 1);

  /**
   * What routing and intake say, in words that are separate from the rules: {@code completed A},
   * {@code refused A}, {@code confirmed A 2} for in round 2. Whose points end in the wallet.
   */
  enum Story {
    NOBODY_ELSE_ANSWERED("completed A", "refused A; confirmed A 2", "A"),
    B_HAD_ANSWERED("completed A; completed B", "refused A; confirmed A 2; confirmed B 2", "AB"),
    B_ANSWERED_MEANWHILE("completed A; completed B", "refused A; confirmed A 2", "AB"),
    B_WAS_REFUSED_TOO(
        "completed A; completed B; completed C",
        "refused A; refused B; confirmed A 3; confirmed C 3",
        "AC"),
    B_WAS_REFUSED_AND_HELPED(
        "completed A; completed B; completed C", "refused A; refused B; confirmed B 3", "BC"),
    A_HAD_BEEN_CONFIRMED(
        "completed A; completed B", "confirmed A 1; refused A; confirmed A 2", "AB");

    final String routing;
    final String intake;
    final String paid;

    Story(String routing, String intake, String paid) {
      this.routing = routing;
      this.intake = intake;
      this.paid = paid;
    }
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  @DisplayName("what was confirmed and what crossed it is paid, and nothing stays held")
  void everyOrder(Story story) {
    List<List<String>> orders = interleaved(facts(story.routing), facts(story.intake));
    assertThat(orders).hasSizeGreaterThan(2);
    for (List<String> order : orders) {
      for (int spendAfter = 0; spendAfter <= order.size(); spendAfter++) {
        play(story, order, spendAfter);
      }
    }
  }

  private static void play(Story story, List<String> order, int spendAfter) {
    MemoryLedger ledger = new MemoryLedger();
    Map<String, Long> spent = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      if (i == spendAfter) {
        spent.putAll(spendAll(ledger));
      }
      ledger.hear(heard(order.get(i)));
    }
    for (String who : List.of("A", "B", "C")) {
      assertThat(ledger.balance(member(who), AccountKind.HELD)).as("%s in %s", who, order).isZero();
      assertThat(
              ledger.balance(member(who), AccountKind.WALLET)
                  - ledger.balance(member(who), AccountKind.DEBT)
                  + spent.getOrDefault(who, 0L))
          .as("%s in %s, spending after %s facts", who, order, spendAfter)
          .isEqualTo(story.paid.contains(who) ? 100 : 0);
    }
    assertThat(order.stream().flatMap(fact -> ledger.hear(heard(fact)).stream()))
        .as("all of %s again", order)
        .isEmpty();
  }

  private static Map<String, Long> spendAll(MemoryLedger ledger) {
    Map<String, Long> spent = new HashMap<>();
    for (String who : List.of("A", "B", "C")) {
      long points = ledger.balance(member(who), AccountKind.WALLET);
      if (points > 0) {
        ledger.spend(member(who), points);
        spent.put(who, points);
      }
    }
    return spent;
  }

  private static List<String> facts(String stream) {
    return List.of(stream.split("; ", -1));
  }

  private static Heard heard(String fact) {
    String[] words = fact.split(" ", -1);
    int round = "ABC".indexOf(words[1]) + 1;
    UUID assignment = new UUID(2, round);
    return switch (words[0]) {
      case "completed" ->
          new Heard.Completed("demo", REQUEST, assignment, member(words[1]), true, round, 100, AT);
      case "refused" -> new Heard.Refused("demo", REQUEST, assignment, round + 1, AT);
      case "confirmed" ->
          new Heard.Confirmed("demo", REQUEST, assignment, round, Integer.parseInt(words[2]), AT);
      default -> throw new IllegalArgumentException(fact);
    };
  }

  private static UUID member(String who) {
    return new UUID(3, "ABC".indexOf(who) + 1);
  }

  /** Every order of two streams that keeps the order of each. */
  private static List<List<String>> interleaved(List<String> one, List<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return List.of(one.isEmpty() ? other : one);
    }
    return IntStream.range(0, 2)
        .boxed()
        .flatMap(which -> {
          List<String> first = which == 0 ? one : other;
          List<String> rest = first.subList(1, first.size());
          return (which == 0 ? interleaved(rest, other) : interleaved(one, rest))
              .stream()
                  .map(tail -> {
                    List<String> order = new ArrayList<>(List.of(first.getFirst()));
                    order.addAll(tail);
                    return order;
                  });
        })
        .toList();
  }
}
