package dev.crowdline.intake.channels.domain;

/** What became of a message that came in. */
public enum Outcome {
  /** It is the question of a new request. */
  BEGAN,
  /** It is a message of a conversation. */
  JOINED,
  /** It was heard from a program and changed nothing. */
  AUTOMATIC,
  /** It says that a delivery did not arrive. */
  BOUNCED,
  /** It is one of ours that came back. */
  OWN
}
