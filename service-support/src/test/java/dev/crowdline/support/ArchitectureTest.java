package dev.crowdline.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.sample.one.KnowsTheOther;
import dev.crowdline.support.sample.other.KnowsTheOne;
import dev.crowdline.support.testing.Cycles;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void itsPackagesKnowEachOtherInNoCircle() {
    assertThat(Cycles.among("dev.crowdline.support")).isEmpty();
  }

  @Test
  void aCircleIsFound() {
    assertThat(Cycles.areAmong("dev.crowdline.support", KnowsTheOther.class, KnowsTheOne.class))
        .isTrue();
  }
}
