package dev.crowdline.contracts;

/** Where a request comes from and its answer returns to. */
public enum Channel {
  WEB,
  EMAIL,
  SMS,
  CHAT,
  SOCIAL,
  FORUM,
  PHONE,
  API
}
