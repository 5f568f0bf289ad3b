package dev.crowdline.routing.skills.domain;

/**
 * Something a member can be good at.
 *
 * @param name the community's own word
 */
public record Skill(String name, String description) {}
