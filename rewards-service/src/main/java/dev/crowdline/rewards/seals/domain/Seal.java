package dev.crowdline.rewards.seals.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a community's transfers of one day come to.
 *
 * @param day of UTC, on which they were booked
 * @param transfers 1 or more
 * @param previous the seal before it, lower-case hexadecimal; null for the first
 * @param hash this seal, lower-case hexadecimal
 */
public record Seal(
    String community, LocalDate day, long transfers, @Nullable String previous, String hash) {}
