package dev.crowdline.support.web;

import dev.crowdline.support.running.Trace;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Continues the caller's W3C trace in the facts that the call states, and tells the caller its id.
 */
public class TraceFilter {
  private static final String HEADER = "traceparent";

  @ServerRequestFilter
  public void enter(ContainerRequestContext request) {
    request.setProperty(HEADER, Trace.enter(request.getHeaderString(HEADER)));
  }

  @ServerResponseFilter
  public void leave(ContainerRequestContext request, ContainerResponseContext response) {
    Object traceparent = request.getProperty(HEADER);
    if (traceparent != null) {
      response.getHeaders().putSingle(HEADER, traceparent);
    }
    Trace.leave();
  }
}
