package dev.crowdline.rewards.pieces.domain;

import java.time.YearMonth;

/**
 * What a month comes to in one currency.
 *
 * @param pieces confirmed in it, less those withdrawn
 * @param cents to pay; less than none when more was withdrawn than confirmed
 */
public record MonthTotal(YearMonth month, String currency, int pieces, long cents) {}
