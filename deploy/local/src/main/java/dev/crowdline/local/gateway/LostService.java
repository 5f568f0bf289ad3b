package dev.crowdline.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** A service that dies between request and answer: the caller hears that, and when to try again. */
record LostService(String service) implements ProxyInterceptor {

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    return context
        .sendRequest()
        .recover(failure -> {
          context.request().release();
          ProxyResponse answer = context.request().response();
          answer.setStatusCode(503);
          answer.putHeader("Content-Type", "application/problem+json");
          answer.putHeader("Retry-After", Answers.RETRY_AFTER_SECONDS);
          answer.setBody(
              Body.body(
                  Buffer.buffer(
                      Answers.unavailableProblem(
                          service, context.request().proxiedRequest().path()))));
          return Future.succeededFuture(answer);
        });
  }
}
