package dev.crowdline.edge;

/** A refusal on its way out of what could not be awaited. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    // A refusal is an answer: no stack trace, and nothing suppressed.
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
