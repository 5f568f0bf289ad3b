package dev.crowdline.contracts.routing;

/**
 * A community named a skill that it did not have before.
 *
 * @param name as it is spelled wherever it is meant, 1 to 60 characters
 */
public record SkillNamed(String name) {}
