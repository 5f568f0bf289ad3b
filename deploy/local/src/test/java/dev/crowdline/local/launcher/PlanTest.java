package dev.crowdline.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void replicasAreOfKnownServicesAndBounded() {
    assertThat(plan(Map.of("routing", 2)).replicasOf(Service.ROUTING)).isEqualTo(2);
    assertThat(plan(Map.of("routing", 2)).replicasOf(Service.SLA)).isEqualTo(1);
    assertThatThrownBy(() -> plan(Map.of("router", 2))).hasMessageContaining("router");
    assertThatThrownBy(() -> plan(Map.of("routing", 5))).hasMessageContaining("1 to 4");
    assertThatThrownBy(() -> plan(Map.of("routing", 0))).hasMessageContaining("1 to 4");
  }

  @Test
  @DisplayName("what serves is ready for its first minute, unless it was asked to run at its peak")
  void compilers() {
    assertThat(plan(Map.of()).jvm("-Xmx1m")).containsExactly("-Xmx1m", "-XX:TieredStopAtLevel=1");
    assertThat(plan(Map.of(), true).jvm("-Xmx1m")).containsExactly("-Xmx1m");
  }

  private static Plan plan(Map<String, Integer> replicas) {
    return plan(replicas, false);
  }

  private static Plan plan(Map<String, Integer> replicas, boolean peak) {
    return new Plan(
        Path.of("/x"), Path.of("/p"), new DataDir(Path.of("/y")), 0, false, true, peak, replicas);
  }
}
