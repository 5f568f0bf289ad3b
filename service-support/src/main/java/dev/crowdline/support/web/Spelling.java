package dev.crowdline.support.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Names that people take for one are one, and have one spelling. */
public final class Spelling {
  private static final int MOST_NAMED = 3;

  private Spelling() {}

  /**
   * Refuses a name that is none of those that stand, with the nearest of them.
   *
   * @param field where it was given
   */
  public static void mustStand(
      String field, String what, String name, Collection<String> standing) {
    if (!standing.contains(name)) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          field,
          "'%s' is no %s of this community; the nearest: %s"
              .formatted(name, what, String.join(", ", nearest(name, standing))));
    }
  }

  /** The few that stand and are most like a name. */
  public static String[] nearest(String name, Collection<String> standing) {
    String key = VisibleText.key(name);
    return standing.stream()
        .sorted(
            Comparator.<String>comparingInt(other -> distance(key, VisibleText.key(other)))
                .thenComparing(other -> other))
        .limit(MOST_NAMED)
        .toArray(String[]::new);
  }

  /** How many letters are added, left out or replaced between two (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

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
