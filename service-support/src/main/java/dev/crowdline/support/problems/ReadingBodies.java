package dev.crowdline.support.problems;

import dev.crowdline.edge.Bodies;
import dev.crowdline.edge.Refusal;
import dev.crowdline.edge.Refused;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Reads the body of every request before it is matched: no worker waits for a slow one, and none
 * that is too large begins anything. What a request must be otherwise, {@link Door} says.
 */
@ApplicationScoped
public class ReadingBodies {
  private static final int BEFORE_ALL_OTHERS = 1_000;

  private final Vertx vertx;
  private final Bodies bodies;

  ReadingBodies(Vertx vertx) {
    this.vertx = vertx;
    this.bodies = new Bodies(vertx);
  }

  void stand(@Observes Filters filters) {
    filters.register(this::read, BEFORE_ALL_OTHERS);
  }

  private void read(RoutingContext call) {
    call.request().pause();
    call.addHeadersEndHandler(headers -> {
      if (call.response().getStatusCode() == 405) {
        EarlyAnswer.hidePath(call);
      }
    });
    bodies
        .read(call.request(), Bodies.LIMIT_BYTES)
        .onSuccess(body -> {
          // An empty one, too: whoever found none set would wait for what has been read already.
          ((RoutingContextInternal) call).setBody(body);
          call.next();
        })
        .onFailure(failure -> {
          if (failure instanceof Refused refused) {
            refuse(call, refused.refusal());
          } else {
            call.fail(failure);
          }
        });
  }

  private void refuse(RoutingContext call, Refusal refusal) {
    EarlyAnswer.hidePath(call);
    refusal.answerAndClose(vertx, call.request());
  }
}
