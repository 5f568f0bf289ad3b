package dev.crowdline.rewards.catalogue.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.rewards.catalogue.domain.Item;
import dev.crowdline.rewards.catalogue.domain.ItemKind;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Time;
import dev.crowdline.support.web.Name;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an item is given.
 *
 * @param price in points
 * @param valueMinor what one costs the community, in the smallest unit of its policy's currency
 * @param fulfilment who hands it out; CODES when absent, and never changed
 * @param region where it is of use, in words; everywhere when absent
 * @param validFrom from when it can be taken; at once when absent
 * @param validTo until when, and later than validFrom; without an end when absent
 * @param offered false withdraws it; true when absent
 * @param fromRung the lowest rung of the ladder whose members may take it; 1, everybody, when
 *     absent
 */
public record ItemBody(
    @NotBlank @Size(max = 80) @Name String name,
    @NotNull @Size(max = 500) String description,
    @NotNull ItemKind kind,
    @NotNull @Min(1) @Max(100_000_000) Long price,
    @NotNull @Min(0) @Max(10_000_000_000L) Long valueMinor,
    @Nullable Fulfilment fulfilment,
    @Nullable @Size(min = 1, max = 60) @Name String region,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable Boolean offered,
    @Nullable @Min(1) @Max(Ladder.MOST) Integer fromRung) {

  Item toItem(UUID id) {
    Instant from = stored("validFrom", validFrom);
    Instant to = stored("validTo", validTo);
    if (from != null && to != null && !to.isAfter(from)) {
      throw Problem.field(ProblemType.NOT_ALLOWED_HERE, "validTo", "must be later than validFrom");
    }
    return new Item(
        id,
        VisibleText.name(name),
        description.strip(),
        kind,
        price,
        valueMinor,
        Objects.requireNonNullElse(fulfilment, Fulfilment.CODES),
        region == null ? null : VisibleText.name(region),
        from,
        to,
        !Boolean.FALSE.equals(offered),
        Objects.requireNonNullElse(fromRung, 1));
  }

  private static @Nullable Instant stored(String field, @Nullable Instant given) {
    if (given != null && !Time.canBeStored(given)) {
      throw Problem.field(ProblemType.INVALID, field, "must be a time from 1970 to 9998");
    }
    return given == null ? null : given.truncatedTo(ChronoUnit.MICROS);
  }
}
