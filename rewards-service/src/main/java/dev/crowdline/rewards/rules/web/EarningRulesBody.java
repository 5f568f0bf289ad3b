package dev.crowdline.rewards.rules.web;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.support.web.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Earning rules as they are given.
 *
 * @param points for a confirmed answer, by priority
 * @param factors each that suits multiplies; none when absent
 * @param cap slows those down who earn much in a day; nobody when absent
 * @param promptAnswer more for an answer soon after the accept; nothing when absent
 * @param wellRated more for a good rating; nothing when absent
 * @param royalty each time an article made of the member's answer solves a request; nothing when
 *     absent
 */
public record EarningRulesBody(
    @NotNull @Valid GivenPoints points,
    @Nullable @Size(max = 50) List<@NotNull @Valid GivenFactor> factors,
    @Nullable @Valid GivenCap cap,
    @Nullable @Valid GivenPrompt promptAnswer,
    @Nullable @Valid GivenRated wellRated,
    @Nullable @Valid GivenRoyalty royalty) {

  /** Points of each priority. */
  public record GivenPoints(
      @NotNull @Min(1) @Max(100_000) Integer URGENT,
      @NotNull @Min(1) @Max(100_000) Integer HIGH,
      @NotNull @Min(1) @Max(100_000) Integer NORMAL,
      @NotNull @Min(1) @Max(100_000) Integer LOW) {}

  /**
   * Multiplies the points of requests that it suits; it names one of the three at least.
   *
   * @param level requests that need this level or a higher one
   * @param percent 100 changes nothing
   */
  public record GivenFactor(
      @Nullable @Size(min = 1, max = 60) @Name String topic,
      @Nullable @Pattern(regexp = "[a-z]{2,8}") String language,
      @Nullable @Min(1) @Max(5) Integer level,
      @NotNull @Min(1) @Max(1_000) Integer percent) {}

  /**
   * Whoever has taken work for so many points since midnight UTC is offered a share.
   *
   * @param percent of what others are offered
   */
  public record GivenCap(
      @NotNull @Min(1) @Max(10_000_000) Integer points,
      @NotNull @Min(1) @Max(100) Integer percent) {}

  /**
   * More for an answer that comes soon.
   *
   * @param seconds from the accept to the answer, at most
   */
  public record GivenPrompt(
      @NotNull @Min(1) @Max(604_800) Integer seconds,
      @NotNull @Min(1) @Max(100_000) Integer points) {}

  /**
   * More for an answer that the customer rates well.
   *
   * @param stars at least so many of five
   */
  public record GivenRated(
      @NotNull @Min(1) @Max(5) Integer stars, @NotNull @Min(1) @Max(100_000) Integer points) {}

  /** For whose answer an article was made of, each time that it solves a request. */
  public record GivenRoyalty(@NotNull @Min(1) @Max(100_000) Integer points) {}

  EarningRules toRules() {
    return new EarningRules(
        Map.of(
            Priority.URGENT, points.URGENT(),
            Priority.HIGH, points.HIGH(),
            Priority.NORMAL, points.NORMAL(),
            Priority.LOW, points.LOW()),
        factors == null
            ? List.of()
            : factors.stream()
                .map(f ->
                    new EarningRules.Factor(
                        f.topic() == null ? null : VisibleText.name(f.topic()),
                        f.language(),
                        f.level(),
                        f.percent()))
                .toList(),
        cap == null ? null : new EarningRules.DailyCap(cap.points(), cap.percent()),
        promptAnswer == null
            ? null
            : new EarningRules.PromptAnswer(promptAnswer.seconds(), promptAnswer.points()),
        wellRated == null
            ? null
            : new EarningRules.WellRated(wellRated.stars(), wellRated.points()),
        royalty == null ? null : new EarningRules.Royalty(royalty.points()));
  }
}
