package dev.crowdline.routing.offers.domain;

/** The life of an offer; only the first is live. */
public enum OfferState {
  OFFERED,
  ACCEPTED,
  DECLINED,
  EXPIRED,
  WITHDRAWN
}
