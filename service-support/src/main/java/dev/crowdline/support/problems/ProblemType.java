package dev.crowdline.support.problems;

import java.util.Locale;

/**
 * Every kind of problem there is. Its address is {@code urn:crowdline:problem:<kebab-case name>}.
 */
public enum ProblemType {
  INVALID(400, "The request is not valid"),
  MALFORMED(400, "The body is not what was expected"),
  UNAUTHENTICATED(401, "Sign in, or send an API key"),
  FORBIDDEN(403, "Your role may not do this"),
  TERMS_NOT_ACCEPTED(403, "The community's terms must be accepted first"),
  ORIGIN_NOT_ALLOWED(403, "No page of this site may ask here"),
  NOT_FOUND(404, "There is no such thing here"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
  REQUEST_TIMEOUT(408, "It took too long to arrive"),
  ILLEGAL_STATE(409, "Its state does not allow this"),
  ALREADY_TAKEN(409, "Somebody else was faster"),
  NO_CAPACITY(409, "There is no room for more work"),
  ALREADY_EXISTS(409, "It exists already"),
  EXPIRED(410, "It is over"),
  PRECONDITION_FAILED(412, "It was changed in the meantime"),
  TOO_LARGE(413, "It is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Send application/json"),
  NOT_ALLOWED_HERE(422, "A value is not allowed here"),
  KEY_REUSED(422, "The Idempotency-Key was used for something else"),
  UPGRADE_REQUIRED(426, "It is opened in another way"),
  TOO_MANY(429, "Too many, too fast"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Something is broken on our side"),
  UNAVAILABLE(503, "Not available just now");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The problem's {@code type}. */
  public String address() {
    return "urn:crowdline:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
