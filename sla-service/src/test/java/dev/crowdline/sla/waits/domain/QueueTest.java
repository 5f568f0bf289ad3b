package dev.crowdline.sla.waits.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which requests wait for the same. */
class QueueTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final List<Need> NEEDS = List.of(new Need("tv", 3), new Need("radio", 1));

  private static RequestClocks submitted() {
    return RequestClocks.UNKNOWN
        .submitted(START, Priority.NORMAL, Tier.COMMUNITY, null, null, null)
        .planned(
            new Plan(
                new Policy.Targets(100, 10_000, 100_000),
                86_400,
                List.of(
                    new Policy.Step(25, 2, 1, 100, null, false, "widen"),
                    new Policy.Step(50, 0, 2, 100, null, false, "wave"),
                    new Policy.Step(70, 0, 1, 100, Tier.SPECIALIST, false, "specialists")),
                Map.of(Priority.URGENT, new Policy.Targets(40, 10_000, 100_000)),
                1,
                null,
                null));
  }

  private static RequestClocks after(RequestClocks clocks, int seconds) {
    return clocks.due(START.plusSeconds(seconds)).clocks();
  }

  private static String name(RequestClocks clocks) {
    return Queue.of("demo", NEEDS, "en", clocks).name();
  }

  @Test
  void itIsWhatIsNeededOfWhomInWhichLanguage() {
    assertThat(name(submitted())).isEqualTo("radio 1, tv 3 | [COMMUNITY] from COMMUNITY | en");
  }

  @Test
  void whatWidensItMovesItAndALargerWaveDoesNot() {
    assertThat(name(after(submitted(), 30)))
        .isEqualTo("radio 1, tv 1 | [COMMUNITY] from COMMUNITY | en")
        .isEqualTo(name(after(submitted(), 60)));
    assertThat(name(after(submitted(), 70)))
        .isEqualTo("radio 1, tv 1 | [COMMUNITY, SPECIALIST] from COMMUNITY | en");
  }

  @Test
  void whatWasWidenedIsOverWhenItsNeedsAreSaidAnew() {
    RequestClocks clocks = after(submitted(), 30).needsChanged(START.plusSeconds(40));
    assertThat(name(clocks)).isEqualTo(name(submitted()));
    assertThat(name(after(clocks, 70)))
        .isEqualTo("radio 1, tv 3 | [COMMUNITY, SPECIALIST] from COMMUNITY | en");
  }
}
