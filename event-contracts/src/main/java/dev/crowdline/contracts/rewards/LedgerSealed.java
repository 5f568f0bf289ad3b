package dev.crowdline.contracts.rewards;

import org.jspecify.annotations.Nullable;

/**
 * A day of the ledger is over, and nothing is booked on it any more. Days without transfers have no
 * seal.
 *
 * @param day of UTC, as in 2026-11-30
 * @param transfers booked on it, 1 or more
 * @param previous the seal of the community's day before it; absent for the first
 * @param seal SHA-256 over the previous seal and the day's transfers, lower-case hexadecimal
 */
public record LedgerSealed(String day, long transfers, @Nullable String previous, String seal) {}
