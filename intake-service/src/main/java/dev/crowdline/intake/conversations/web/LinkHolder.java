package dev.crowdline.intake.conversations.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import java.util.UUID;

/** The customer behind a signed link. The link opens one request; every other is not there. */
public final class LinkHolder {
  private LinkHolder() {}

  /** The caller, if the link is of that request. */
  public static Caller of(Caller customer, UUID requestId) {
    if (!requestId.equals(customer.requestId())) {
      throw Problem.notFound("conversation", requestId);
    }
    return customer;
  }
}
