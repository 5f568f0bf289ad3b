package dev.crowdline.intake.webhooks.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A place among the events of a community, as text: numbers of programs in JavaScript end earlier.
 */
@Schema(type = SchemaType.STRING, pattern = Position.FORM)
public record Position(long number) {
  static final String FORM = "^[0-9]{1,18}$";

  /** Reads one. */
  public static Position valueOf(String text) {
    return named("after", text);
  }

  static Position named(String field, String text) {
    if (text.matches(FORM)) {
      return new Position(Long.parseLong(text));
    }
    throw Problem.field(
        ProblemType.INVALID, field, "must be the 'sequence' of an event, or the 'next' of a list");
  }
}
