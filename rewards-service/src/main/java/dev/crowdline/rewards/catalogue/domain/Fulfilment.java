package dev.crowdline.rewards.catalogue.domain;

/** How an item is handed out. */
public enum Fulfilment {
  /** The member gets one of the codes that an operator imported. */
  CODES
}
