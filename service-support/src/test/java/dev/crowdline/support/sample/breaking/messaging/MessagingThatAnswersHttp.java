package dev.crowdline.support.sample.breaking.messaging;

import jakarta.ws.rs.core.Response;

/** Breaks the rule that only web knows HTTP. */
public final class MessagingThatAnswersHttp {
  Response answer() {
    return Response.noContent().build();
  }
}
