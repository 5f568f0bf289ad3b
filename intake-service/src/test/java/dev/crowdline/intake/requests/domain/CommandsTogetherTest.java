package dev.crowdline.intake.requests.domain;

import static dev.crowdline.intake.requests.domain.Lives.NOW;
import static dev.crowdline.intake.requests.domain.Lives.PATIENCE;
import static dev.crowdline.intake.requests.domain.Lives.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.RequestKind;
import dev.crowdline.support.commands.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands of one list. */
class CommandsTogetherTest {

  private static RequestKey request(int n) {
    return new RequestKey("demo", id(100 + n));
  }

  private static Held held(int n, Life life) {
    return new Held(request(n).community(), request(n).id(), RequestKind.REQUEST, 7, life, false);
  }

  private static Command<RequestKey, Held, Judgement> on(
      int n, BiFunction<Life, Instant, Judgement> command) {
    return new Command<>(
        request(n), new Judgement.Unknown(), (held, now) -> command.apply(held.life(), now));
  }

  private static Command<RequestKey, Held, Judgement> write(int n) {
    return on(
        n,
        (life, now) -> Commanding.write(life, id(n), "And now?", false, PATIENCE.followUp(), now));
  }

  private static Command<RequestKey, Held, Judgement> judge(int n, boolean solved) {
    return on(n, (life, now) -> Commanding.judge(life, solved, null, id(n), "", now));
  }

  private static List<Judgement> decide(
      List<Command<RequestKey, Held, Judgement>> commands, Held... rows) {
    Map<RequestKey, Held> byKey =
        Stream.of(rows)
            .collect(Collectors.toMap(h -> new RequestKey(h.community(), h.id()), h -> h));
    return Command.decide(commands, byKey, Held::id, NOW);
  }

  @Test
  @DisplayName("messages and verdicts on different requests are decided each by itself, in order")
  void mixed() {
    List<Judgement> judgements =
        decide(
            List.of(judge(3, true), write(1), judge(2, true), write(9), write(4), judge(5, false)),
            held(1, Lives.open()),
            held(2, Lives.open()),
            held(3, Lives.answered()),
            held(4, Lives.resolved()),
            held(5, Lives.answered()));
    assertThat(judgements)
        .containsExactly(
            Commanding.judge(Lives.answered(), true, null, id(3), "", NOW),
            Commanding.write(Lives.open(), id(1), "And now?", false, PATIENCE.followUp(), NOW),
            Commanding.judge(Lives.open(), true, null, id(2), "", NOW),
            new Judgement.Unknown(),
            new Judgement.Continues(),
            Commanding.judge(Lives.answered(), false, null, id(5), "", NOW));
    assertThat(judgements.stream().map(Judgement::getClass).map(Class::getSimpleName))
        .containsExactly("Decision", "Decision", "Refused", "Unknown", "Continues", "Decision");
  }

  @Test
  @DisplayName("P9: a request of another community is unknown")
  void elsewhere() {
    Held theirs =
        new Held("elsewhere", request(1).id(), RequestKind.REQUEST, 7, Lives.open(), false);
    assertThat(decide(List.of(write(1)), theirs)).containsExactly(new Judgement.Unknown());
  }

  @Test
  @DisplayName("two commands on one request are never decided together")
  void notTwice() {
    Held one = held(1, Lives.answered());
    assertThatThrownBy(() -> decide(List.of(write(1), judge(1, true)), one))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
