package dev.crowdline.intake;

import com.tngtech.archunit.lang.ArchRule;
import dev.crowdline.support.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    // Unicode's own data and rules, which the JDK has in part only.
    super("dev.crowdline.intake", "dev.crowdline.contracts", "com.ibm.icu..");
  }

  /** Nor what belongs to one, a reason for example. */
  @Override
  protected ArchRule factsAreKnown() {
    return only("..messaging..", "dev.crowdline.contracts.*..");
  }
}
