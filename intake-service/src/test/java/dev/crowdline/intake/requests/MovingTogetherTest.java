package dev.crowdline.intake.requests;

import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.commands.Command;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is decided in one list is written in one transaction. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class MovingTogetherTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject MovingRequests moving;
  @Inject InstantSource clock;

  private static Command<RequestKey, Held, Judgement> on(
      String community, UUID id, BiFunction<Life, Instant, Judgement> command) {
    return new Command<>(
        new RequestKey(community, id),
        new Judgement.Unknown(),
        (held, now) -> command.apply(held.life(), now));
  }

  private static BiFunction<Life, Instant, Judgement> write(String text) {
    UUID messageId = Ids.next();
    return (life, now) ->
        Commanding.write(life, messageId, text, false, Duration.ofMinutes(30), now);
  }

  @Test
  @DisplayName("P6, P9: of one list what is decided is stored and stated, what is refused is not")
  void together() {
    Asked first = ask(fresh("acme"), "No picture.");
    Asked second = ask(fresh("other"), "No sound.");
    Asked third = ask(first.community(), "No power.");
    List<Judgement> judgements =
        database.transact(tx ->
            moving.move(
                tx,
                List.of(
                    on(
                        third.community(),
                        third.id(),
                        (life, now) -> Commanding.judge(life, true, null, Ids.next(), "", now)),
                    on(
                        second.community(),
                        second.id(),
                        (life, now) -> Commanding.withdraw(life, Ids.next(), now)),
                    on(second.community(), first.id(), write("Not mine.")),
                    on(first.community(), first.id(), write("Still none."))),
                clock.instant()));
    assertThat(judgements)
        .satisfiesExactly(
            verdict -> assertThat(verdict).isInstanceOf(Judgement.Refused.class),
            withdrawal -> assertThat(withdrawal).isInstanceOf(Decision.class),
            elsewhere -> assertThat(elsewhere).isEqualTo(new Judgement.Unknown()),
            message -> assertThat(message).isInstanceOf(Decision.class));
    assertThat(List.of(first.status(), second.status(), third.status()))
        .containsExactly("OPEN", "CANCELLED", "OPEN");
    assertThat(texts(first)).containsExactly("No picture.", "Still none.");
    assertThat(texts(third)).containsExactly("No power.");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> {
          assertThat(wire.told(second.id())).hasAtLeastOneElementOfType(RequestCancelled.class);
          assertThat(wire.told(first.id())).hasAtLeastOneElementOfType(MessageAdded.class);
        });
    assertThat(wire.told(third.id())).hasSize(1);
  }

  private static List<String> texts(Asked asked) {
    return asked.customer().get(asked.conversation()).jsonPath().getList("messages.text");
  }
}
