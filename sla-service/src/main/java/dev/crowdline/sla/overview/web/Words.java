package dev.crowdline.sla.overview.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.Arrays;
import java.util.function.Function;

/** Parameters that are one of a few words. */
public final class Words {
  private Words() {}

  /** The constant with that word; refused by the name of its parameter when there is none. */
  public static <T> T of(T[] constants, Function<T, String> word, String parameter, String asked) {
    return Arrays.stream(constants)
        .filter(constant -> word.apply(constant).equals(asked))
        .findFirst()
        .orElseThrow(() ->
            Problem.field(
                ProblemType.INVALID,
                parameter,
                "is not one of the values",
                Arrays.stream(constants).map(word).toArray(String[]::new)));
  }
}
