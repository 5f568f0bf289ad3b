package dev.crowdline.rewards.seals.domain;

import org.jspecify.annotations.Nullable;

/**
 * A day as its transfers are now.
 *
 * @param day as it was sealed; while it is open, as it is
 * @param computed the seal that the transfers come to now; null while the day is open, or when none
 *     is left
 * @param difference the first transfer that is not as it was moved; null for none
 */
public record DayCheck(Day day, @Nullable Seal computed, @Nullable Difference difference) {}
