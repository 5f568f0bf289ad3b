package dev.crowdline.support.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.Collection;

/** Names that people take for one are one, and have one spelling. */
public final class Spelling {
  private Spelling() {}

  /** Refuses a name that stands already in another spelling; the same spelling is no new name. */
  public static void mustBeNew(String what, String name, Collection<String> standing) {
    if (standing.contains(name)) {
      return;
    }
    String key = VisibleText.key(name);
    for (String other : standing) {
      if (VisibleText.key(other).equals(key)) {
        throw Problem.field(
            ProblemType.ALREADY_EXISTS,
            "name",
            "is " + what + " '" + other + "' in another spelling",
            other);
      }
    }
  }
}
