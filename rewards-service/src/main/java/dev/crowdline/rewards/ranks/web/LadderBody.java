package dev.crowdline.rewards.ranks.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.Rung;
import dev.crowdline.support.web.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What a ladder is given.
 *
 * @param rungs from the bottom up; the first asks for nothing, and each other for at least as much
 *     as the one below and for more of something
 */
public record LadderBody(
    @NotNull @Size(min = 1, max = Ladder.MOST) List<@NotNull @Valid RungBody> rungs) {

  /**
   * A rank.
   *
   * @param qualityPercent what 90 % certainty must leave of the share of confirmed answers, in
   *     whole percent
   * @param confirmed the least number of confirmed answers within ninety days
   */
  public record RungBody(
      @NotBlank @Size(max = 40) @Name String name,
      @NotNull @Min(0) @Max(100) Integer qualityPercent,
      @NotNull @Min(0) @Max(1_000_000) Integer confirmed) {}

  Ladder toLadder() {
    return new Ladder(
        rungs.stream()
            .map(rung ->
                new Rung(VisibleText.name(rung.name()), rung.qualityPercent(), rung.confirmed()))
            .toList());
  }
}
