package dev.crowdline.sla;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.crowdline.sla.clocks.ClocksThatKnowTheOverview;
import dev.crowdline.support.testing.ServiceArchitecture;
import java.util.stream.Stream;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.crowdline.sla", "dev.crowdline.contracts", "dev.crowdline.routing..domain..");
  }

  @Override
  protected Stream<Guarded> ownRules() {
    return Stream.of(
        new Guarded(
            "the clocks know no feature that builds on them",
            noClasses()
                .that()
                .resideInAPackage("..sla.clocks..")
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("..sla.overdue..", "..sla.overview..", "..sla.hearing..")),
            ClocksThatKnowTheOverview.class));
  }
}
