package dev.crowdline.edge;

import java.util.Locale;

/**
 * Why a request is refused before any endpoint has it. Names, statuses and titles are those of the
 * catalogue of problems; a test of the services holds the two against each other.
 */
public enum Reason {
  INVALID(400, "The request is not valid"),
  NOT_FOUND(404, "There is no such thing here"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  REQUEST_TIMEOUT(408, "It took too long to arrive"),
  TOO_LARGE(413, "It is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Send application/json"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  UNAVAILABLE(503, "Not available just now");

  private final int status;
  private final String title;

  Reason(int status, String title) {
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
