package dev.crowdline.sla.policies.web;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.support.web.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as an operator sends it: every number with its bounds. Durations are seconds. */
@Schema(name = "GivenPolicy")
public record PolicyBody(
    @NotNull @Min(1) @Max(YEAR) Integer offerSeconds,
    @NotNull @Min(1) @Max(YEAR) Integer firstActionSeconds,
    @NotNull @Min(1) @Max(YEAR) Integer completionSeconds,
    @NotNull @Min(1) @Max(99) Integer warningPercent,
    @NotNull @Min(0) @Max(20) Integer extensions,
    @NotNull @Min(1) @Max(YEAR) Integer extensionSeconds,
    @NotNull @Min(1) @Max(50) Integer newMemberCapacity,
    @NotNull @Min(1) @Max(100) Integer waveSize,
    @NotNull @Min(1) @Max(500) Integer waveLimit,
    @NotNull @Min(1) @Max(YEAR) Integer silenceSeconds,
    @NotNull @Min(1) @Max(YEAR) Integer customerWaitSeconds,
    @NotNull @Valid GivenRewards rewardPoints,
    @NotNull @Valid GivenTargets targets,
    @NotNull @Size(max = 20) List<@NotNull @Valid GivenStep> steps,
    @NotNull @Valid GivenCost cost,
    @NotNull @Min(1) @Max(YEAR) Integer followUpSeconds,
    @Nullable @Size(max = 50) List<@NotNull @Valid GivenCase> cases) {
  private static final int YEAR = 366 * 24 * 60 * 60;
  private static final int MOST_POINTS = 1_000_000;

  /** What a confirmed answer pays, by the request's priority. */
  public record GivenRewards(
      @NotNull @Min(0) @Max(MOST_POINTS) Integer URGENT,
      @NotNull @Min(0) @Max(MOST_POINTS) Integer HIGH,
      @NotNull @Min(0) @Max(MOST_POINTS) Integer NORMAL,
      @NotNull @Min(0) @Max(MOST_POINTS) Integer LOW) {}

  /** The targets, by the request's priority. */
  public record GivenTargets(
      @NotNull @Valid GivenTarget URGENT,
      @NotNull @Valid GivenTarget HIGH,
      @NotNull @Valid GivenTarget NORMAL,
      @NotNull @Valid GivenTarget LOW) {
    Map<Priority, Policy.Targets> toTargets() {
      return Map.of(
          Priority.URGENT, URGENT.toTargets(),
          Priority.HIGH, HIGH.toTargets(),
          Priority.NORMAL, NORMAL.toTargets(),
          Priority.LOW, LOW.toTargets());
    }
  }

  /**
   * The targets of one priority, from submission; the resolution's is not below the accept's.
   *
   * @param nextResponseSeconds from a further message of the customer to our next one; null is no
   *     target
   */
  public record GivenTarget(
      @NotNull @Min(1) @Max(YEAR) Integer acceptSeconds,
      @NotNull @Min(1) @Max(YEAR) Integer firstResponseSeconds,
      @NotNull @Min(1) @Max(YEAR) Integer resolutionSeconds,
      @Nullable @Min(1) @Max(YEAR) Integer nextResponseSeconds) {
    Policy.Targets toTargets() {
      return new Policy.Targets(
          acceptSeconds, firstResponseSeconds, resolutionSeconds, nextResponseSeconds);
    }
  }

  /**
   * An escalation step; each does something, and its percent is not below that of the one before.
   *
   * @param id as it was answered; a new step has none yet
   */
  public record GivenStep(
      @NotNull @Min(1) @Max(1_000) Integer percent,
      @NotNull @Min(0) @Max(4) Integer widenLevels,
      @NotNull @Min(1) @Max(8) Integer waveFactor,
      @NotNull @Min(100) @Max(1_000) Integer rewardPercent,
      @Nullable Tier tier,
      @NotNull Boolean alert,
      @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String id,
      @Nullable Boolean predictive) {
    Policy.Step toStep() {
      return new Policy.Step(
          percent, widenLevels, waveFactor, rewardPercent, tier, alert, id, predictive);
    }
  }

  /**
   * Targets and steps of their own for the requests that it suits; the first that suits one counts.
   *
   * @param id as it was answered; a new case has none yet
   */
  public record GivenCase(
      @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String id,
      @NotNull @Size(min = 1, max = 60) @Name String name,
      @NotNull @Valid GivenWhen when,
      @NotNull @Valid GivenTargets targets,
      @NotNull @Size(max = 20) List<@NotNull @Valid GivenStep> steps) {
    Policy.Case toCase() {
      return new Policy.Case(
          Objects.requireNonNullElse(id, ""),
          VisibleText.name(name),
          when.toWhen(),
          targets.toTargets(),
          steps.stream().map(GivenStep::toStep).toList());
    }
  }

  /**
   * Which requests a case suits: those of which every list that is given names what they have. It
   * names something.
   *
   * @param languages primary language subtags, such as de
   * @param attributes that the integrator gave, each with that value
   */
  public record GivenWhen(
      @Nullable @Size(max = 4) List<@NotNull Priority> priorities,
      @Nullable @Size(max = 20) List<@NotNull Channel> channels,
      @Nullable @Size(max = 100) List<@NotNull @Size(min = 1, max = 60) @Name String> topics,
      @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = "[a-z]{2,8}") String> languages,
      @Nullable @Size(max = 20)
          Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 500) String> attributes) {
    Policy.When toWhen() {
      return new Policy.When(
          Objects.requireNonNullElse(priorities, List.of()),
          Objects.requireNonNullElse(channels, List.of()),
          Objects.requireNonNullElse(topics, List.<String>of()).stream()
              .map(VisibleText::name)
              .toList(),
          Objects.requireNonNullElse(languages, List.of()),
          Objects.requireNonNullElse(attributes, Map.of()));
    }
  }

  /**
   * Money in the smallest unit of the currency.
   *
   * @param contractorDayCents what contractors may be promised on one day; null is no limit
   * @param contractorZone in which that day begins, of the IANA database; null is that of the
   *     community's calendar
   */
  public record GivenCost(
      @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
      @NotNull @Min(0) Integer staffCents,
      @NotNull @Min(0) Integer contractorCents,
      @NotNull @Min(0) Integer pointMilliCents,
      @Nullable @Min(0) Integer contractorDayCents,
      @Nullable @Size(min = 1, max = 60) String contractorZone) {
    Policy.Cost toCost() {
      return new Policy.Cost(
          currency,
          staffCents,
          contractorCents,
          pointMilliCents,
          contractorDayCents,
          contractorZone);
    }
  }

  /** As it counts. */
  public Policy toPolicy() {
    return new Policy(
        offerSeconds,
        firstActionSeconds,
        completionSeconds,
        warningPercent,
        extensions,
        extensionSeconds,
        newMemberCapacity,
        waveSize,
        waveLimit,
        silenceSeconds,
        customerWaitSeconds,
        Map.of(
            Priority.URGENT, rewardPoints.URGENT(),
            Priority.HIGH, rewardPoints.HIGH(),
            Priority.NORMAL, rewardPoints.NORMAL(),
            Priority.LOW, rewardPoints.LOW()),
        targets.toTargets(),
        steps.stream().map(GivenStep::toStep).toList(),
        cost.toCost(),
        followUpSeconds,
        cases == null ? null : cases.stream().map(GivenCase::toCase).toList());
  }
}
