package dev.crowdline.sla;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.sla.clocks.ClocksThatKnowTheOverview;
import dev.crowdline.sla.sample.domain.DomainThatKnowsAFact;
import dev.crowdline.sla.sample.messaging.MessagingThatPrints;
import dev.crowdline.sla.sample.persistence.PersistenceThatKnowsHttp;
import dev.crowdline.sla.sample.web.WebThatKnowsAFact;
import dev.crowdline.sla.sample.web.WebThatWritesSql;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.testing.Cycles;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know what. Each rule has a sample that must fail it. */
class ArchitectureTest {
  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.crowdline.sla");

  /** A rule and a class that breaks it. */
  record Guarded(String name, ArchRule rule, Class<?> sample) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Guarded> rules() {
    return Stream.of(
        new Guarded(
            "the domain imports the JDK and the vocabulary of the contracts",
            classes()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "dev.crowdline.contracts",
                        "dev.crowdline.sla..domain..")),
            DomainThatKnowsAFact.class),
        new Guarded(
            "only messaging knows wire events",
            noClasses()
                .that()
                .resideOutsideOfPackage("..messaging..")
                .should()
                .dependOnClassesThat(areFacts()),
            WebThatKnowsAFact.class),
        new Guarded(
            "only persistence knows SQL",
            noClasses()
                .that()
                .resideOutsideOfPackage("..persistence..")
                .should()
                .callMethodWhere(isAStatement()),
            WebThatWritesSql.class),
        new Guarded(
            "only web knows JAX-RS",
            noClasses()
                .that()
                .resideOutsideOfPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs.."),
            PersistenceThatKnowsHttp.class),
        new Guarded(
            "the clocks know no feature that builds on them",
            noClasses()
                .that()
                .resideInAPackage("..sla.clocks..")
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("..sla.overdue..", "..sla.overview..", "..sla.hearing..")),
            ClocksThatKnowTheOverview.class),
        new Guarded(
            "nothing is printed",
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
            MessagingThatPrints.class));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theServiceKeepsTheRule(Guarded guarded) {
    guarded.rule().check(SERVICE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theSampleBreaksTheRule(Guarded guarded) {
    JavaClasses sample = new ClassFileImporter().importClasses(guarded.sample());
    assertThat(sample).isNotEmpty();
    assertThatThrownBy(() -> guarded.rule().check(sample)).isInstanceOf(AssertionError.class);
  }

  private static DescribedPredicate<JavaClass> areFacts() {
    Set<String> facts =
        FactTypes.all().stream().map(type -> type.record().getName()).collect(Collectors.toSet());
    return DescribedPredicate.describe("are facts", type -> facts.contains(type.getName()));
  }

  private static DescribedPredicate<JavaMethodCall> isAStatement() {
    Set<String> statements = Set.of("query", "one", "update");
    return DescribedPredicate.describe(
        "is a statement",
        call ->
            call.getTargetOwner().isAssignableTo(Sql.class) && statements.contains(call.getName()));
  }

  @Test
  void itsPackagesKnowEachOtherInNoCircle() {
    assertThat(Cycles.among("dev.crowdline.sla")).isEmpty();
  }
}
