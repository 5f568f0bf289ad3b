package dev.crowdline.contracts;

/**
 * What a contractor is paid for one piece.
 *
 * @param cents hundredths of the currency
 * @param currency its ISO 4217 code
 */
public record Price(int cents, String currency) {

  /** The price by a policy. */
  public static Price of(Policy policy) {
    return new Price(policy.cost().contractorCents(), policy.cost().currency());
  }
}
