package dev.crowdline.rewards.ledger.domain;

/**
 * What a member's year came to, by the days of UTC on which it was booked; one that is over does
 * not change.
 *
 * @param earned confirmed, in points
 * @param takenBack of what had been confirmed, in points
 * @param spent for items that were handed out, in points
 * @param corrected what operators added, less what they took off, in points
 * @param expired in points
 * @param valueMinor what those items cost the community, in the smallest unit of its currency
 */
public record YearTotal(
    int year,
    long earned,
    long takenBack,
    long spent,
    long corrected,
    long expired,
    long valueMinor) {}
