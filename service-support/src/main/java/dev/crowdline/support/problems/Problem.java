package dev.crowdline.support.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal on its way to the caller: what happened, where, and what to do. Source: RFC 9457. */
public final class Problem extends RuntimeException {
  /** The media type of a problem's body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private final ProblemType type;
  private final List<FieldError> errors;
  private final @Nullable Duration retryAfter;

  private Problem(
      ProblemType type, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    // A refusal is an answer: no stack trace, and nothing suppressed.
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** A refusal that concerns no single field. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), null);
  }

  /** A refusal of one field's value. */
  public static Problem field(ProblemType type, String field, String reason, String... allowed) {
    FieldError error = new FieldError(field, reason, allowed.length == 0 ? null : List.of(allowed));
    return new Problem(type, field + ": " + reason, List.of(error), null);
  }

  /** A refusal of several fields at once. */
  public static Problem fields(ProblemType type, List<FieldError> errors) {
    FieldError first = errors.getFirst();
    return new Problem(type, first.field() + ": " + first.reason(), errors, null);
  }

  /** The state, as it is, does not allow the command. */
  public static Problem state(String what, Object state, String wanted) {
    return of(ProblemType.ILLEGAL_STATE, what + " is " + state + "; " + wanted);
  }

  /** There is no such thing, or it belongs to somebody else: the caller cannot tell which. */
  public static Problem notFound(String what, Object id) {
    return of(ProblemType.NOT_FOUND, "no " + what + " " + id);
  }

  /** Too much was asked for; it may be asked again after that time. */
  public static Problem tooMany(String detail, Duration retryAfter) {
    return new Problem(ProblemType.TOO_MANY, detail, List.of(), retryAfter);
  }

  /** After how many whole seconds it may be asked again; null when that is not known. */
  public @Nullable Long retryAfterSeconds() {
    return retryAfter == null ? null : Math.max(1, retryAfter.plusMillis(999).toSeconds());
  }

  public ProblemType type() {
    return type;
  }

  /** The body, for the address that was called. */
  public Body body(@Nullable String instance) {
    return new Body(
        type.address(),
        type.title(),
        type.status(),
        String.valueOf(getMessage()),
        instance,
        errors.isEmpty() ? null : errors);
  }

  /** One field that was refused. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FieldError(String field, String reason, @Nullable List<String> allowed) {}

  /** The JSON of a problem. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Body(
      String type,
      String title,
      int status,
      String detail,
      @Nullable String instance,
      @Nullable List<FieldError> errors) {}
}
