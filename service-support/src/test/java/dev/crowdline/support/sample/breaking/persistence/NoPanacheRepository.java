package dev.crowdline.support.sample.breaking.persistence;

/** Breaks the rule that what is called a repository is Panache's. */
public interface NoPanacheRepository {}
