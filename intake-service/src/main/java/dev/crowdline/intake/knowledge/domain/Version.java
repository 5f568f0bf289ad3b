package dev.crowdline.intake.knowledge.domain;

import java.time.Instant;

/**
 * What an article said in one of its versions.
 *
 * @param by who made it so: somebody of the company, readers by their votes, or the machine
 */
public record Version(
    long number, String title, String question, String text, String by, Instant at) {}
