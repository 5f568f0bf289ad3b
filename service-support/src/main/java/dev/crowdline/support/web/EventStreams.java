package dev.crowdline.support.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Request;

/** What holds for every stream of server-sent events. */
public final class EventStreams {
  private EventStreams() {}

  /**
   * Whether the call is a HEAD, which the framework gives to the method of GET: its answer has no
   * body, so a stream that began would never end.
   */
  public static boolean areOnlyAskedAbout(Request request) {
    return request.getMethod().equals(HttpMethod.HEAD);
  }
}
