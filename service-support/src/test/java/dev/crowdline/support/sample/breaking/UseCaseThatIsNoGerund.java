package dev.crowdline.support.sample.breaking;

import dev.crowdline.support.database.Database;

/** Breaks the rule that a use case is named by what it does. */
public record UseCaseThatIsNoGerund(Database database) {}
