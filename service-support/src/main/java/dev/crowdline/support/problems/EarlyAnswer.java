package dev.crowdline.support.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with a problem before any endpoint has it. */
public final class EarlyAnswer {
  private EarlyAnswer() {}

  /** The path is whatever the caller wrote: in the metrics' tags it would be one more each time. */
  static void hidePath(RoutingContext context) {
    context.put("UrlPathTemplate", RefusedPaths.REFUSED);
  }

  /** Ends the request; headers that go with the refusal are set before. */
  public static void refuse(RoutingContext context, Problem problem) {
    hidePath(context);
    try {
      context
          .response()
          .setStatusCode(problem.type().status())
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .end(FactCodec.mapper().writeValueAsString(problem.body(context.request().path())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
