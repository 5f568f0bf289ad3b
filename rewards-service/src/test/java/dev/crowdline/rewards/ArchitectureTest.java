package dev.crowdline.rewards;

import dev.crowdline.support.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.crowdline.rewards", "dev.crowdline.contracts");
  }
}
