package dev.crowdline.sla.hearing.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Timeline;
import dev.crowdline.support.testing.Crossings;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whose turn it is for the clocks, whatever crosses on its way; they run while it is the helpers'.
 */
class CrossingsTest {
  private static final Instant SUBMITTED = Instant.parse("2026-03-01T08:59:00Z");
  private static final Instant LATER = Instant.parse("2026-03-01T09:10:00Z");

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
    RequestClocks clocks =
        RequestClocks.UNKNOWN
            .submitted(SUBMITTED, Priority.NORMAL, Tier.COMMUNITY, null, null, null)
            .planned(Plan.of(Policy.of(Pace.PRODUCT), 1, Priority.NORMAL, null));
    for (Fact<?> fact : story.log()) {
      for (Effects.Effect<?> effect : Effects.ALL) {
        clocks = heard(clocks, fact, effect);
      }
    }
    Timeline timeline = clocks.timeline();
    assertThat(timeline.waitingOn()).as(() -> told(story)).isEqualTo(story.turn());
    assertThat(timeline.round()).as(() -> told(story)).isEqualTo(story.round());
    assertThat(timeline.spans(SlaClock.RESOLUTION).runsAt(LATER))
        .as(() -> told(story))
        .isEqualTo(story.turn() == WaitingOn.HELPERS);
  }

  @SuppressWarnings("unchecked") // the class is compared
  private static <T> RequestClocks heard(
      RequestClocks clocks, Fact<?> fact, Effects.Effect<T> effect) {
    return effect.type().isInstance(fact.data())
        ? effect.on().apply(clocks, (Fact<T>) fact)
        : clocks;
  }

  private static String told(Crossings.Story story) {
    StringBuilder text = new StringBuilder();
    story.log().forEach(f -> text.append('\n').append(f.time()).append(' ').append(f.data()));
    return text.toString();
  }
}
