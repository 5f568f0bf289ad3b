package dev.crowdline.rewards.seals.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day of UTC on which something was booked.
 *
 * @param seal null while it is open, or being sealed
 */
public record Day(LocalDate day, long transfers, @Nullable Seal seal) {}
