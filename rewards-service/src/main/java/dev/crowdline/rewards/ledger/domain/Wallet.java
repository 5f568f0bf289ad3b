package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/**
 * What a member has.
 *
 * @param balance to spend
 * @param held earned, and waiting for the customer's confirmation
 * @param reserved for what is being handed out just now
 * @param debt owed, because an answer was refused after its points were spent
 * @param earnedTotal confirmed so far, less what was taken back
 */
public record Wallet(
    UUID memberId, long balance, long held, long reserved, long debt, long earnedTotal) {}
