package dev.crowdline.support.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code If-Match} of an edit (RFC 9110, 13.1.1): the edit is for the version that its
 * caller has seen. Without it the edit is for whatever stands there.
 */
public final class IfMatch {
  public static final String HEADER = "If-Match";

  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

  private IfMatch() {}

  /** The entity tag of a version. */
  public static String tag(long version) {
    return Long.toString(version);
  }

  /** Refuses an edit of another version than the one that stands; 0 is that nothing stands. */
  public static void mustBe(@Nullable String header, long version) {
    if (header == null) {
      return;
    }
    String given = header.strip();
    String[] tags = given.split("\\s*,\\s*", -1);
    if (!given.equals("*") && !Arrays.stream(tags).allMatch(tag -> TAG.matcher(tag).matches())) {
      throw Problem.field(
          ProblemType.INVALID, HEADER, "send the ETag of an earlier answer as it was, or *");
    }
    boolean matches =
        given.equals("*")
            ? version > 0
            : Arrays.asList(tags).contains("\"" + tag(version) + "\"") && version > 0;
    if (!matches) {
      throw Problem.of(
          ProblemType.PRECONDITION_FAILED,
          version == 0
              ? "it is not there any more; read it again"
              : "it is at version " + version + " by now; read it again and decide anew");
    }
  }
}
