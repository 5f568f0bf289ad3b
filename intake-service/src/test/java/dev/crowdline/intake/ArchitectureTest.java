package dev.crowdline.intake;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.crowdline.intake.sample.domain.DomainThatInjects;
import dev.crowdline.intake.sample.domain.DomainThatKnowsAFact;
import dev.crowdline.intake.sample.messaging.MessagingThatAnswers;
import dev.crowdline.intake.sample.persistence.PersistenceThatStates;
import dev.crowdline.intake.sample.web.WebThatWritesSql;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.testing.Cycles;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may know what. Every rule has a class that breaks it, so that no rule guards nothing. */
class ArchitectureTest {
  private static final Set<String> STATEMENTS = Set.of("query", "one", "update");

  private static final ArchRule DOMAIN_KNOWS_WORDS_ONLY =
      classes()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify.annotations..",
                  // Unicode's own data and rules, which the JDK has in part only.
                  "com.ibm.icu..",
                  "dev.crowdline.contracts",
                  "dev.crowdline.intake..domain.."))
          .as("the domain imports the JDK, Unicode and the shared vocabulary only");

  private static final ArchRule ONLY_MESSAGING_KNOWS_FACTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.crowdline.contracts.*..")
          .as("only messaging knows the facts on the wire");

  private static final ArchRule ONLY_PERSISTENCE_WRITES_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackage("..persistence..")
          .should()
          .callMethodWhere(describe("it is a statement", ArchitectureTest::isStatement))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Row.class)
          .as("only persistence writes statements and reads rows");

  private static final ArchRule ONLY_WEB_KNOWS_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("..web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
          .as("only web knows HTTP");

  private static boolean isStatement(JavaMethodCall call) {
    return call.getTargetOwner().isAssignableTo(Sql.class) && STATEMENTS.contains(call.getName());
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(DOMAIN_KNOWS_WORDS_ONLY, DomainThatInjects.class),
        Arguments.of(DOMAIN_KNOWS_WORDS_ONLY, DomainThatKnowsAFact.class),
        Arguments.of(ONLY_MESSAGING_KNOWS_FACTS, PersistenceThatStates.class),
        Arguments.of(ONLY_PERSISTENCE_WRITES_SQL, WebThatWritesSql.class),
        Arguments.of(ONLY_WEB_KNOWS_HTTP, MessagingThatAnswers.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theServiceKeepsIt(ArchRule rule, Class<?> offender) {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.crowdline.intake");
    rule.check(service);
  }

  @ParameterizedTest(name = "{0}: {1} breaks it")
  @MethodSource("rules")
  void aClassThatBreaksItIsFound(ArchRule rule, Class<?> offender) {
    JavaClasses sample = new ClassFileImporter().importClasses(offender);
    assertThatThrownBy(() -> rule.check(sample)).isInstanceOf(AssertionError.class);
  }

  @Test
  void itsPackagesKnowEachOtherInNoCircle() {
    assertThat(Cycles.among("dev.crowdline.intake")).isEmpty();
  }
}
