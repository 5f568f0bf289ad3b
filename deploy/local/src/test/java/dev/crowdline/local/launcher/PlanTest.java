package dev.crowdline.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
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

  private static Plan plan(Map<String, Integer> replicas) {
    return new Plan(
        Path.of("/x"), Path.of("/p"), new DataDir(Path.of("/y")), 0, false, true, replicas);
  }
}
