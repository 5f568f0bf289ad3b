package dev.crowdline.support.sample.breaking.domain;

import jakarta.enterprise.context.Dependent;

/** Breaks the rule that the domain does not know the container. */
@Dependent
public class DomainThatKnowsAFramework {}
