package dev.crowdline.routing.sample.domain;

import jakarta.enterprise.context.ApplicationScoped;

/** Breaks the rule that the domain imports the JDK and the vocabulary only. */
@ApplicationScoped
public class DomainThatKnowsAFramework {}
