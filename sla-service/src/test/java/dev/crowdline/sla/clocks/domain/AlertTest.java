package dev.crowdline.sla.clocks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void theWorstStandsForTheRequestInWhateverOrderTheyCame() {
    Alert resolution = new Alert(Alert.Kind.BREACHED, AT, SlaClock.RESOLUTION, null);
    Alert accept = new Alert(Alert.Kind.BREACHED, AT.plusSeconds(9), SlaClock.TIME_TO_ACCEPT, null);
    Alert exhausted = new Alert(Alert.Kind.EXHAUSTED, AT.plusSeconds(10), null, null);
    Alert second = new Alert(Alert.Kind.STEP, AT.plusSeconds(2), null, 2);
    Alert first = new Alert(Alert.Kind.STEP, AT.plusSeconds(11), null, 1);
    List<Alert> ranked = List.of(resolution, accept, exhausted, second, first);
    for (int from = 0; from < ranked.size(); from++) {
      for (int seed = 0; seed < 5; seed++) {
        List<Alert> some = new ArrayList<>(ranked.subList(from, ranked.size()));
        Collections.shuffle(some, new Random(seed));
        assertThat(Alert.worst(some)).isEqualTo(ranked.get(from));
      }
    }
  }
}
