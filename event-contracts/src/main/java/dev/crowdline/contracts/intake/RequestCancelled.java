package dev.crowdline.contracts.intake;

/** Nobody wants an answer any more. */
public record RequestCancelled(By by) {

  /** Who ended it. */
  public enum By {
    INTEGRATOR,
    OPERATOR,
    CUSTOMER_SILENT
  }
}
