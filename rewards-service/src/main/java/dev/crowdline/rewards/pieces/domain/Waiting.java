package dev.crowdline.rewards.pieces.domain;

/** What was completed and waits for its verdict, in one currency. */
public record Waiting(String currency, int pieces, long cents) {}
