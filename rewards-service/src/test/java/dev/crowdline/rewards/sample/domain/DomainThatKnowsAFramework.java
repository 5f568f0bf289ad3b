package dev.crowdline.rewards.sample.domain;

import jakarta.enterprise.context.ApplicationScoped;

/** Breaks the rule that the domain imports the JDK only. */
@ApplicationScoped
public class DomainThatKnowsAFramework {}
