package dev.crowdline.intake.understanding.web;

import dev.crowdline.contracts.Need;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A skill and the lowest level of it that will do, as somebody sends it. */
public record GivenNeed(
    @NotBlank @Size(max = 60) String skill, @NotNull @Min(1) @Max(5) Integer level) {
  public Need toNeed() {
    return new Need(skill, level);
  }
}
