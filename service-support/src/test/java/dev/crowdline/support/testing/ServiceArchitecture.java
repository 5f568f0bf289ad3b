package dev.crowdline.support.testing;

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
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.sample.breaking.UseCaseThatIsNoGerund;
import dev.crowdline.support.sample.breaking.domain.DomainThatKnowsAFact;
import dev.crowdline.support.sample.breaking.domain.DomainThatKnowsAFramework;
import dev.crowdline.support.sample.breaking.messaging.MessagingThatAnswersHttp;
import dev.crowdline.support.sample.breaking.messaging.MessagingThatPrints;
import dev.crowdline.support.sample.breaking.persistence.NoPanacheRepository;
import dev.crowdline.support.sample.breaking.persistence.PersistenceThatHidesPanache;
import dev.crowdline.support.sample.breaking.persistence.PersistenceThatHidesSql;
import dev.crowdline.support.sample.breaking.persistence.PersistenceThatKnowsKafka;
import dev.crowdline.support.sample.breaking.web.BreakersResource;
import dev.crowdline.support.sample.breaking.web.WebThatKnowsAFact;
import dev.crowdline.support.sample.breaking.web.WebThatReadsRows;
import dev.crowdline.support.sample.breaking.web.WebThatWritesSql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may know what in a service. Each rule has a class that must fail it, so that no rule guards
 * nothing; a service adds what is true of it alone.
 */
public abstract class ServiceArchitecture {
  private static final Set<String> STATEMENTS = Set.of("query", "one", "update");

  private final String base;
  private final List<String> domainMayKnow;

  /**
   * @param base the service's package
   * @param domainMayKnow the packages that its domain imports beside the JDK's and its own
   */
  protected ServiceArchitecture(String base, String... domainMayKnow) {
    this.base = base;
    this.domainMayKnow = List.of(domainMayKnow);
  }

  /** A rule, and a class that breaks it. */
  public record Guarded(String name, ArchRule rule, Class<?> offender) {}

  /** What is true of this service alone. */
  protected Stream<Guarded> ownRules() {
    return Stream.empty();
  }

  /** Who may know the facts on the wire. */
  protected ArchRule factsAreKnown() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("..messaging..")
        .should()
        .dependOnClassesThat(areFacts());
  }

  private Stream<Guarded> rules() {
    List<String> known = new ArrayList<>(domainMayKnow);
    known.addAll(List.of("java..", "org.jspecify.annotations..", base + "..domain.."));
    ArchRule domain =
        classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)));
    Stream<Guarded> shared =
        Stream.of(
            new Guarded("the domain knows no framework", domain, DomainThatKnowsAFramework.class),
            new Guarded("the domain knows no fact", domain, DomainThatKnowsAFact.class),
            new Guarded("facts have their place", factsAreKnown(), WebThatKnowsAFact.class),
            new Guarded(
                "only persistence writes SQL",
                noClasses()
                    .that()
                    .resideOutsideOfPackage("..persistence..")
                    .should()
                    .callMethodWhere(isAStatement()),
                WebThatWritesSql.class),
            new Guarded(
                "only persistence knows rows and arrays of SQL",
                noClasses()
                    .that()
                    .resideOutsideOfPackage("..persistence..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Row.class, SqlArray.class),
                WebThatReadsRows.class),
            new Guarded(
                "only web knows HTTP",
                only("..web..", "jakarta.ws.rs..", "org.jboss.resteasy.."),
                MessagingThatAnswersHttp.class),
            new Guarded(
                "only messaging knows Kafka",
                only("..messaging..", "org.apache.kafka.."),
                PersistenceThatKnowsKafka.class),
            new Guarded(
                "nothing is printed",
                GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
                MessagingThatPrints.class));
    return Stream.of(shared, names(), ownRules()).flatMap(each -> each);
  }

  /** One name per role in every service; a service need not have each role. */
  private static Stream<Guarded> names() {
    return Stream.of(
            new Guarded(
                "a REST resource is a …Resource, in the singular",
                classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .should()
                    .haveNameMatching(".*[^s]Resource"),
                BreakersResource.class),
            new Guarded(
                "SQL is in a …Table, or in a …Repository beside what Panache writes",
                noClasses()
                    .that()
                    .haveNameNotMatching(".*(Table|Repository)(\\$.*)?")
                    .should()
                    .callMethodWhere(isAStatement()),
                PersistenceThatHidesSql.class),
            new Guarded(
                "a Panache repository is a …Repository",
                classes()
                    .that()
                    .areAssignableTo(PanacheRepositoryBase.class)
                    .should()
                    .haveSimpleNameEndingWith("Repository"),
                PersistenceThatHidesPanache.class),
            new Guarded(
                "a …Repository is Panache's",
                classes()
                    .that()
                    .haveSimpleNameEndingWith("Repository")
                    .should()
                    .beAssignableTo(PanacheRepositoryBase.class),
                NoPanacheRepository.class),
            new Guarded(
                "a use case, which opens or joins a transaction, is a gerund",
                noClasses()
                    .that()
                    .areTopLevelClasses()
                    .and()
                    .resideOutsideOfPackages(
                        "..domain..", "..persistence..", "..messaging..", "..web..")
                    .and()
                    .haveNameNotMatching(".*\\.[A-Z][a-z]+ing([A-Z]\\w*)?")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Database.class, Sql.class, Tx.class),
                UseCaseThatIsNoGerund.class))
        .map(each -> new Guarded(each.name(), each.rule().allowEmptyShould(true), each.offender()));
  }

  /** Nobody outside of a package knows those. */
  protected static ArchRule only(String home, String... known) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(known);
  }

  /** What travels between services. */
  protected static DescribedPredicate<JavaClass> areFacts() {
    Set<String> facts =
        FactTypes.all().stream().map(type -> type.record().getName()).collect(Collectors.toSet());
    return DescribedPredicate.describe("are facts", type -> facts.contains(type.getName()));
  }

  private static DescribedPredicate<JavaMethodCall> isAStatement() {
    return DescribedPredicate.describe(
        "is a statement",
        call ->
            call.getTargetOwner().isAssignableTo(Sql.class) && STATEMENTS.contains(call.getName()));
  }

  @TestFactory
  Stream<DynamicTest> theServiceKeepsTheRules() {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(base);
    assertThat(service).isNotEmpty();
    return rules()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> each.rule().check(service)));
  }

  @TestFactory
  Stream<DynamicTest> whoBreaksTheRulesIsFound() {
    return rules().map(each -> DynamicTest.dynamicTest(each.name(), () -> isFound(each)));
  }

  private static void isFound(Guarded each) {
    JavaClasses offender = new ClassFileImporter().importClasses(each.offender());
    assertThat(offender).isNotEmpty();
    assertThatThrownBy(() -> each.rule().check(offender)).isInstanceOf(AssertionError.class);
  }

  @Test
  void itsPackagesKnowEachOtherInNoCircle() {
    assertThat(Cycles.among(base)).isEmpty();
  }
}
