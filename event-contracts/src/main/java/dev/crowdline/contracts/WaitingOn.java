package dev.crowdline.contracts;

/**
 * Who has the ball: those who help, or the customer. While it is the customer, clocks stand still.
 */
public enum WaitingOn {
  HELPERS,
  CUSTOMER
}
