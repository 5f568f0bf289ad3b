package dev.crowdline.rewards.catalogue.domain;

/** How an item is handed out. */
public enum Fulfilment {
  /** The member gets one of the codes that an operator imported. */
  CODES,
  /** The community's partner hands it out, as many as there are wanted. */
  PARTNER
}
