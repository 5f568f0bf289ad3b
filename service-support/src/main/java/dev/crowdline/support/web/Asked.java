package dev.crowdline.support.web;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Time;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what was asked for in words; what cannot be read is refused with what is allowed. */
public final class Asked {
  private Asked() {}

  public static <E extends Enum<E>> @Nullable E constant(
      String field, Class<E> type, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    for (E constant : Unknown.without(type)) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw Problem.field(
        ProblemType.INVALID, field, "is not one of the values", names(Unknown.without(type)));
  }

  public static @Nullable Instant instant(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (Time.canBeStored(instant)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // falls through to the refusal
    }
    throw Problem.field(ProblemType.INVALID, field, "must be a time such as 2026-01-31T12:00:00Z");
  }

  /** What a person types to look for something; null when it is nothing. */
  public static @Nullable String text(String field, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > longest) {
      throw Problem.field(
          ProblemType.INVALID, field, "must have at most " + longest + " characters");
    }
    return text.strip();
  }

  public static @Nullable UUID uuid(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw Problem.field(ProblemType.INVALID, field, "must be an id such as a request has");
    }
    return UUID.fromString(text);
  }

  /** A language tag in its one form: "EN-us" is "en-US", "iw" is "he". */
  public static String language(String text) {
    return Language.canonical(text)
        .orElseThrow(() -> Problem.field(ProblemType.INVALID, "language", Language.EXPECTED));
  }

  /** {@code true} or {@code false}. */
  public static @Nullable Boolean yesOrNo(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw Problem.field(ProblemType.INVALID, field, "must be true or false", "true", "false");
    };
  }

  /** A whole number within bounds. */
  public static @Nullable Integer number(String field, @Nullable String text, int least, int most) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Problem.field(
        ProblemType.INVALID, field, "must be a whole number from " + least + " to " + most);
  }

  public static String[] names(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).toArray(String[]::new);
  }
}
