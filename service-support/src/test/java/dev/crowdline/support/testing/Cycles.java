package dev.crowdline.support.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

/** Packages do not import each other in a circle. */
public final class Cycles {
  private Cycles() {}

  /** The circles among the packages of a module, in words; empty when there are none. */
  public static String among(String base) {
    ArchRule rule = slices().matching(base + ".(**)").should().beFreeOfCycles();
    EvaluationResult found =
        rule.evaluate(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(base));
    return found.hasViolation() ? found.getFailureReport().toString() : "";
  }

  /** The same among given classes, which a test knows to be in a circle. */
  public static boolean areAmong(String base, Class<?>... classes) {
    ArchRule rule = slices().matching(base + ".(**)").should().beFreeOfCycles();
    return rule.evaluate(new ClassFileImporter().importClasses(classes)).hasViolation();
  }
}
