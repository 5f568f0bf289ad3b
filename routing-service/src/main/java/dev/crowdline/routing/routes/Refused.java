package dev.crowdline.routing.routes;

import dev.crowdline.routing.routes.domain.Refusal;

/** Undoes the transaction of a command that is refused; whoever began that answers the refusal. */
public final class Refused extends RuntimeException {
  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
