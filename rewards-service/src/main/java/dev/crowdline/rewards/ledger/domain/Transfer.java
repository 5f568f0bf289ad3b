package dev.crowdline.rewards.ledger.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Points that move from one account to another. Never changed.
 *
 * @param balance the member's wallet after it; so for {@code held} and {@code debt}
 * @param at when what caused it happened
 */
public record Transfer(
    UUID id,
    String community,
    UUID debitAccount,
    UUID creditAccount,
    long amount,
    Leg leg,
    Purpose purpose,
    UUID memberId,
    long balance,
    long held,
    long debt,
    Instant at) {}
