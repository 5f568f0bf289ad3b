package dev.crowdline.routing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.sample.UseCaseThatAnswersHttp;
import dev.crowdline.routing.sample.UseCaseThatReadsRows;
import dev.crowdline.routing.sample.UseCaseThatWritesSql;
import dev.crowdline.routing.sample.domain.DomainThatKnowsAFact;
import dev.crowdline.routing.sample.domain.DomainThatKnowsAFramework;
import dev.crowdline.routing.sample.domain.DomainThatKnowsBitmaps;
import dev.crowdline.routing.sample.messaging.MessagingThatPrints;
import dev.crowdline.routing.sample.persistence.PersistenceThatKnowsKafka;
import dev.crowdline.routing.sample.web.WebThatKnowsAFact;
import dev.crowdline.routing.sample.web.WebThatKnowsSockets;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
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
          .importPackages("dev.crowdline.routing");

  /** A rule and a class that breaks it. */
  record Guarded(String name, ArchRule rule, Class<?> sample) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Guarded> rules() {
    ArchRule domain =
        classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "dev.crowdline.contracts",
                    "dev.crowdline.routing..domain..",
                    "org.roaringbitmap.."));
    ArchRule statements =
        noClasses()
            .that()
            .resideOutsideOfPackage("..persistence..")
            .should()
            .callMethodWhere(isAStatement());
    return Stream.of(
        new Guarded(
            "the domain imports the JDK and the vocabulary only",
            domain,
            DomainThatKnowsAFramework.class),
        new Guarded("the domain knows no fact", domain, DomainThatKnowsAFact.class),
        new Guarded(
            "only the member index knows bitmaps",
            noClasses()
                .that()
                .doNotBelongToAnyOf(MemberIndex.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.roaringbitmap.."),
            DomainThatKnowsBitmaps.class),
        new Guarded("only persistence writes SQL", statements, UseCaseThatWritesSql.class),
        new Guarded(
            "only persistence knows rows, columns and arrays of SQL",
            noClasses()
                .that()
                .resideOutsideOfPackage("..persistence..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Row.class, SqlArray.class, Columns.class),
            UseCaseThatReadsRows.class),
        new Guarded(
            "facts are stated by use cases and heard by messaging, and nobody else knows them",
            noClasses()
                .that()
                .resideInAnyPackage("..web..", "..persistence..", "..stream..", "..domain..")
                .should()
                .dependOnClassesThat(areFacts()),
            WebThatKnowsAFact.class),
        new Guarded(
            "only web knows JAX-RS",
            noClasses()
                .that()
                .resideOutsideOfPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs.."),
            UseCaseThatAnswersHttp.class),
        new Guarded(
            "only the stream knows sockets",
            noClasses()
                .that()
                .resideOutsideOfPackage("dev.crowdline.routing.stream")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.quarkus.websockets.."),
            WebThatKnowsSockets.class),
        new Guarded(
            "only messaging knows Kafka",
            noClasses()
                .that()
                .resideOutsideOfPackage("..messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.."),
            PersistenceThatKnowsKafka.class),
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
    assertThatCode(() -> guarded.rule().check(sample)).isInstanceOf(AssertionError.class);
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
    assertThat(Cycles.among("dev.crowdline.routing")).isEmpty();
  }
}
