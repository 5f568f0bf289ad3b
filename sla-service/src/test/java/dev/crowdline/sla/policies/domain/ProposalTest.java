package dev.crowdline.sla.policies.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposalTest {
  private static final Policy PRODUCT = Policy.of(Pace.PRODUCT);

  private static List<String> faults(Policy.Step... steps) {
    return new Proposal(PRODUCT.withSteps(List.of(steps)))
        .faults().stream().map(fault -> fault.field() + " " + fault.reason()).toList();
  }

  private static Policy.Step step(int percent, String id) {
    return new Policy.Step(percent, 0, 1, 100, Tier.SPECIALIST, false, id);
  }

  @ParameterizedTest
  @EnumSource(value = Pace.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void theDefaultsHaveNoFault(Pace pace) {
    assertThat(new Proposal(Policy.of(pace)).faults()).isEmpty();
  }

  @Test
  void aPlanMayBeEmptyOrSayTwoThingsAtOnce() {
    assertThat(faults()).isEmpty();
    assertThat(faults(step(50, "a"), step(50, "b"), step(150, null))).isEmpty();
  }

  @Test
  void aPlanThatNarrowsIsRefused() {
    assertThat(faults(step(50, "a"), step(49, "b")))
        .containsExactly("steps[1].percent must not be below that of the step before it, 50");
  }

  @Test
  void aStepThatPredictsHasTimeLeft() {
    assertThat(faults(predictive(100))).isEmpty();
    assertThat(faults(predictive(101)).getFirst())
        .startsWith("steps[0].percent must be at most 100");
  }

  private static Policy.Step predictive(int percent) {
    return new Policy.Step(percent, 0, 1, 100, null, true, "sooner", true);
  }

  @Test
  void aStepDoesSomethingAndIsKnownByOneId() {
    assertThat(faults(new Policy.Step(1, 0, 1, 100, null, false, "a")).getFirst())
        .startsWith("steps[0] does nothing");
    assertThat(faults(step(1, "a"), step(2, "a")))
        .containsExactly("steps[1].id must not be that of another step");
  }

  @Test
  void aNewStepGetsAnIdAndTheOthersKeepTheirs() {
    Policy identified =
        new Proposal(PRODUCT.withSteps(List.of(step(1, null), step(2, "kept"))))
            .identified(() -> "made");
    assertThat(identified.steps()).extracting(Policy.Step::id).containsExactly("made", "kept");
  }

  private static Policy.Case of(
      String id, String name, List<String> languages, Policy.Step... steps) {
    return new Policy.Case(
        id,
        name,
        new Policy.When(List.of(), List.of(), List.of(), languages, Map.of()),
        PRODUCT.targets(),
        List.of(steps));
  }

  @Test
  void aCaseNamesSomethingAndIsKnownByOneName() {
    Policy policy =
        PRODUCT.withCases(
            List.of(
                of("a", "German", List.of("de")),
                of("a", "German", List.of()),
                of("", "New", List.of("fr"), step(50, "widen"), step(40, null))));
    assertThat(new Proposal(policy).faults())
        .extracting(Proposal.Fault::field)
        .containsExactly(
            "cases[1].id",
            "cases[1].name",
            "cases[1].when",
            "cases[2].steps[0].id",
            "cases[2].steps[1].percent");
    assertThat(new Proposal(policy).identified(() -> "made").allCases())
        .extracting(Policy.Case::id)
        .containsExactly("a", "a", "made");
  }

  private static List<String> faultsOfDay(@Nullable Integer cents, @Nullable String zone) {
    Policy.Cost cost = new Policy.Cost("EUR", 900, 400, 1_000, cents, zone);
    return new Proposal(PRODUCT.withCost(cost))
        .faults().stream().map(Proposal.Fault::field).toList();
  }

  @Test
  void aDayOfContractorsPaysForOnePieceAtLeastOrForNone() {
    assertThat(faultsOfDay(null, null)).isEmpty();
    assertThat(faultsOfDay(0, null)).isEmpty();
    assertThat(faultsOfDay(400, "Asia/Kolkata")).isEmpty();
    assertThat(faultsOfDay(399, "Mars/Olympus"))
        .containsExactly("cost.contractorDayCents", "cost.contractorZone");
  }

  @Test
  void theDayOfContractorsIsOfTheCalendarUnlessAZoneIsNamed() {
    Policy limited = PRODUCT.withCost(new Policy.Cost("EUR", 900, 400, 1_000, 400, null));
    Policy named = PRODUCT.withCost(new Policy.Cost("EUR", 900, 400, 1_000, 400, "Asia/Tokyo"));
    assertThat(new Proposal(limited).inZone(() -> "Asia/Kolkata").policy().cost().contractorZone())
        .isEqualTo("Asia/Kolkata");
    assertThat(new Proposal(named).inZone(() -> "Asia/Kolkata").policy()).isEqualTo(named);
    assertThat(new Proposal(PRODUCT).inZone(() -> "Asia/Kolkata").policy()).isEqualTo(PRODUCT);
  }

  @Test
  void theTargetsOfACaseAreJudgedAsThoseOfThePolicy() {
    Map<Priority, Policy.Targets> wrong = new EnumMap<>(PRODUCT.targets());
    wrong.put(Priority.LOW, new Policy.Targets(10, 10, 5));
    Policy.Case one =
        new Policy.Case(
            "a",
            "German",
            new Policy.When(List.of(), List.of(), List.of(), List.of("de"), Map.of()),
            wrong,
            List.of());
    assertThat(new Proposal(PRODUCT.withCases(List.of(one))).faults())
        .extracting(Proposal.Fault::field)
        .containsExactly("cases[0].targets.LOW.resolutionSeconds");
  }
}
