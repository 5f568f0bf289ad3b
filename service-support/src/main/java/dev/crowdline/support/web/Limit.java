package dev.crowdline.support.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many items of a list a caller wants: the query parameter {@code limit}, from 1 to {@value
 * Page#MOST}. A type of its own, because to a number that is none the framework answers 404.
 */
@Schema(
    type = SchemaType.INTEGER,
    minimum = "1",
    maximum = "" + Page.MOST,
    defaultValue = Limit.DEFAULT)
public record Limit(int items) {
  /** How many items a page has unless asked otherwise. */
  public static final String DEFAULT = "50";

  /** Reads the parameter. */
  public static Limit valueOf(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int items = Integer.parseInt(text);
      if (items >= 1 && items <= Page.MOST) {
        return new Limit(items);
      }
    }
    throw Problem.field(
        ProblemType.INVALID, "limit", "must be a whole number from 1 to " + Page.MOST);
  }
}
