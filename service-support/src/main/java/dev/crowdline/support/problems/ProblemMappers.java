package dev.crowdline.support.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.support.database.DatabaseException;
import dev.crowdline.support.database.StaleException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever an endpoint threw into a problem; what is not foreseen is a 500 and is logged. */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  public Response refusal(Problem problem, UriInfo uri) {
    return answer(problem, uri);
  }

  @ServerExceptionMapper
  public Response violation(ConstraintViolationException e, UriInfo uri) {
    List<Problem.FieldError> errors =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.FieldError(field(v), v.getMessage(), null))
            .sorted((a, b) -> a.field().compareTo(b.field()))
            .toList();
    return answer(Problem.fields(ProblemType.INVALID, errors), uri);
  }

  @ServerExceptionMapper
  public Response json(MismatchedInputException e, UriInfo uri) {
    return answer(ofJson(e), uri);
  }

  @ServerExceptionMapper
  public Response value(ValueInstantiationException e, UriInfo uri) {
    return answer(ofJson(e), uri);
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e, UriInfo uri) {
    // The framework answers 404 to a parameter that its own type has refused with a reason.
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return answer(problem, uri);
      }
      if (cause instanceof JsonProcessingException json) {
        return answer(ofJson(json), uri);
      }
    }
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    return answer(Problem.of(ofStatus(status), detailOf(status, e, uri)), uri);
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException e, UriInfo uri) {
    return unauthenticated(uri);
  }

  @ServerExceptionMapper
  public Response authenticationFailed(AuthenticationFailedException e, UriInfo uri) {
    return unauthenticated(uri);
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e, UriInfo uri) {
    return answer(ofRole(uri.getPath()), uri);
  }

  /** What a caller is told who may not use an address. */
  public static Problem ofRole(String path) {
    return Problem.of(
        ProblemType.FORBIDDEN, "the caller has no role or permission that " + path + " takes");
  }

  @ServerExceptionMapper
  public Response database(DatabaseException e, UriInfo uri) {
    Problem problem = ofDatabase(e);
    Response answer = answer(problem, uri);
    return problem.type() == ProblemType.UNAVAILABLE
        ? Response.fromResponse(answer).header("Retry-After", "1").build()
        : answer;
  }

  @ServerExceptionMapper
  public Response stale(StaleException e, UriInfo uri) {
    return answer(
        Problem.of(ProblemType.PRECONDITION_FAILED, e.getMessage() + "; read it again"), uri);
  }

  /** What a caller is told of a database that failed; what is a bug is logged. */
  public static Problem ofDatabase(DatabaseException e) {
    if (e.isInfrastructure()) {
      LOG.warnf("the database does not answer: %s", e.getMessage());
      return Problem.of(ProblemType.UNAVAILABLE, "the database does not answer; try again");
    }
    // PostgreSQL cannot store a zero character, and says so with this class.
    if (e.sqlState().equals("22021")) {
      return Problem.of(ProblemType.INVALID, "text must not contain the character U+0000");
    }
    LOG.error("a statement failed", e);
    return Problem.of(ProblemType.INTERNAL, "the log of this service says more");
  }

  @ServerExceptionMapper
  public Response unforeseen(Throwable e, UriInfo uri) {
    LOG.errorf(e, "%s failed", uri.getPath());
    return answer(Problem.of(ProblemType.INTERNAL, "the log of this service says more"), uri);
  }

  private static Response unauthenticated(UriInfo uri) {
    return Response.fromResponse(
            answer(
                Problem.of(
                    ProblemType.UNAUTHENTICATED,
                    "send 'Authorization: Bearer <token>', 'X-API-Key: <key>' or 'X-Customer-Link: <link>';"
                        + " what was sent is missing, malformed, expired or revoked"),
                uri))
        .header("WWW-Authenticate", "Bearer")
        .build();
  }

  private static Response answer(Problem problem, UriInfo uri) {
    return Response.status(problem.type().status())
        .type(Problem.MEDIA_TYPE)
        .header("Retry-After", problem.retryAfterSeconds())
        .entity(problem.body(uri.getPath()))
        .build();
  }

  private static ProblemType ofStatus(int status) {
    return switch (status) {
      case 401 -> ProblemType.UNAUTHENTICATED;
      case 403 -> ProblemType.FORBIDDEN;
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 413 -> ProblemType.TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> ProblemType.UNAVAILABLE;
      default -> status < 500 ? ProblemType.INVALID : ProblemType.INTERNAL;
    };
  }

  private static String detailOf(int status, WebApplicationException e, UriInfo uri) {
    return switch (status) {
      case 404 -> "nothing is at " + uri.getPath();
      case 405 -> uri.getPath() + " does not take this method";
      case 415 -> "send the header Content-Type: application/json";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** A problem that names the field at which the JSON stopped making sense. */
  public static Problem ofJson(JsonProcessingException e) {
    String field = e instanceof JsonMappingException m ? path(m) : "";
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          Problem.field(
              ProblemType.INVALID,
              field,
              "is not a field here",
              Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.<Object>of()).stream()
                  .map(Object::toString)
                  .sorted()
                  .toArray(String[]::new));
      case InvalidFormatException format
          when format.getTargetType() != null && format.getTargetType().isEnum() ->
          Problem.field(
              ProblemType.INVALID,
              field,
              "'" + format.getValue() + "' is not one of the values",
              Unknown.without(format.getTargetType().asSubclass(Enum.class)).stream()
                  .map(Object::toString)
                  .toArray(String[]::new));
      case ValueInstantiationException value ->
          Problem.field(
              ProblemType.INVALID,
              field.isEmpty() ? "body" : field,
              reasonOf(value.getCause(), value));
      case JsonMappingException mapping when mapping.getCause() instanceof InputCoercionException ->
          Problem.field(ProblemType.INVALID, field, "is out of range");
      case MismatchedInputException mismatch ->
          Problem.field(
              ProblemType.INVALID,
              field.isEmpty() ? "body" : field,
              "must be " + nameOf(mismatch.getTargetType()));
      default ->
          Problem.of(
              ProblemType.MALFORMED,
              "the body is no JSON: "
                  + e.getOriginalMessage()
                  + (e.getLocation() == null
                      ? ""
                      : ", line "
                          + e.getLocation().getLineNr()
                          + ", column "
                          + e.getLocation().getColumnNr()));
    };
  }

  private static String reasonOf(@Nullable Throwable cause, ValueInstantiationException e) {
    return String.valueOf(cause == null ? e.getOriginalMessage() : cause.getMessage());
  }

  private static String nameOf(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == UUID.class) {
      return "an id";
    }
    if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    return type == String.class ? "text" : type.isEnum() ? "one of the values" : "an object";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String field(ConstraintViolation<?> violation) {
    StringBuilder name = new StringBuilder();
    int depth = 0;
    for (Path.Node node : violation.getPropertyPath()) {
      // The first two nodes are the method and its parameter; a body's own fields follow.
      if (depth++ < 1) {
        continue;
      }
      // The index and the key belong to what is around the node.
      if (node.getIndex() != null) {
        name.append('[').append(node.getIndex()).append(']');
      } else if (node.getKey() != null) {
        name.append('.').append(node.getKey());
      }
      if (node.getName() == null || node.getName().startsWith("<")) {
        continue;
      }
      if (depth == 2
          && violation.getPropertyPath().toString().chars().filter(c -> c == '.').count() > 1) {
        continue;
      }
      if (!name.isEmpty()) {
        name.append('.');
      }
      name.append(node.getName());
    }
    return name.toString();
  }
}
