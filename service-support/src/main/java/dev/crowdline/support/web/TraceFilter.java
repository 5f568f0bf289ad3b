package dev.crowdline.support.web;

import dev.crowdline.support.tracing.Traceparent;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells the caller the trace of its call, which the facts that it states are in, too. */
public class TraceFilter {
  @ServerResponseFilter
  public void tell(ContainerResponseContext response) {
    String traceparent = Traceparent.current();
    if (traceparent != null) {
      response.getHeaders().putSingle("traceparent", traceparent);
    }
  }
}
