package dev.crowdline.support.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SeedsTest {
  private final List<Long> tried = new ArrayList<>();

  @AfterEach
  void forget() {
    System.clearProperty(Seeds.SEED);
  }

  @Test
  @DisplayName("it is tried as often as was asked for, with another seed each time")
  void often() {
    Seeds.each(100, tried::add);
    assertThat(tried).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a failure ends it and names its seed, and with that seed it is tried alone")
  void again() {
    assertThatThrownBy(() -> Seeds.each(100, this::failsOnTheThird))
        .hasMessageContaining("-Dcrowdline.seed=" + tried.getLast())
        .hasMessageContaining("no");
    assertThat(tried).hasSize(3);

    System.setProperty(Seeds.SEED, "42");
    tried.clear();
    Seeds.each(100, tried::add);
    assertThat(tried).containsExactly(42L);
  }

  private void failsOnTheThird(long seed) {
    tried.add(seed);
    assertThat(tried).as("no").hasSizeLessThan(3);
  }
}
