package dev.crowdline.intake.requests.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Hearing;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Patience;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Crossings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose turn it is in intake, whatever crosses on its way. */
class CrossingsTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofHours(72), Duration.ofHours(24), Duration.ofMinutes(30));
  private static final Hearing HEARING = new Hearing(PATIENCE, Ids::next);

  @Test
  @DisplayName("P7: in every order of five moves the turn is the one that all three come to")
  void everyOrder() {
    Crossings.all(5, CrossingsTest::replay);
  }

  @Test
  void longStoriesWithClocksThatDiffer() {
    Crossings.some(7, 3_000, 30, CrossingsTest::replay);
  }

  private static void replay(Crossings.Story story) {
    Life life = Life.begin(Priority.NORMAL, Tier.COMMUNITY, Instant.parse("2026-03-01T08:59:00Z"));
    List<Object> stated = new ArrayList<>();
    for (Fact<?> fact : story.intake()) {
      Decision decision = decide(life, fact);
      if (decision != null) {
        life = decision.life();
        for (Happening happening : decision.happenings()) {
          stated.add(StatingRequests.fact(happening));
        }
      }
    }
    assertThat(life.waitingOn()).as(() -> told(story)).isEqualTo(story.turn());
    assertThat(life.state().round()).as(() -> told(story)).isEqualTo(story.round());
    assertThat(numbers(stated)).isEqualTo(numbers(story.log().stream().map(Fact::data).toList()));
  }

  private static Decision decide(Life life, Fact<?> fact) {
    return switch (fact.data()) {
      case MessageAdded f ->
          (Decision)
              Commanding.write(
                  life, f.messageId(), f.text(), false, PATIENCE.followUp(), fact.time());
      case RequestReopened f when f.reason() == RequestReopened.Reason.NOT_SOLVED ->
          (Decision) Commanding.judge(life, false, null, Ids.next(), "", fact.time());
      // Follows of itself from what was written or heard.
      case RequestReopened f -> null;
      default -> HEARING.hear(life, Objects.requireNonNull(Translation.heard(fact)));
    };
  }

  private static List<Integer> numbers(List<?> facts) {
    return facts.stream()
        .filter(MessageAdded.class::isInstance)
        .map(f -> ((MessageAdded) f).number())
        .toList();
  }

  private static String told(Crossings.Story story) {
    StringBuilder text = new StringBuilder();
    story.intake().forEach(f -> text.append('\n').append(f.time()).append(' ').append(f.data()));
    return text.toString();
  }
}
