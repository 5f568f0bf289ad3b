package dev.crowdline.routing.sample;

import jakarta.ws.rs.core.Response;

/** Breaks the rule that only web knows JAX-RS. */
public final class UseCaseThatAnswersHttp {
  Response done() {
    return Response.noContent().build();
  }
}
