package dev.crowdline.intake.sample.messaging;

import jakarta.ws.rs.core.Response;

/** Only web knows HTTP. */
public class MessagingThatAnswers {
  public Response answer() {
    return Response.ok().build();
  }
}
