package dev.crowdline.rewards.catalogue.domain;

/** What sort of thing an item is; for people, it changes nothing. */
public enum ItemKind {
  /** Call or account credit. */
  CREDIT,
  /** A lower price of something. */
  DISCOUNT,
  /** A ring tone, a sticker, a download. */
  DIGITAL,
  /** Something that is sent or picked up. */
  GOODS,
  /** For somebody else. */
  DONATION,
  /** To something that others do not have yet. */
  ACCESS
}
