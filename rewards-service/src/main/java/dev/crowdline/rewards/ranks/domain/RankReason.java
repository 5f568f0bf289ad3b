package dev.crowdline.rewards.ranks.domain;

/** Why a member is ranked again. */
public enum RankReason {
  /** Answers were judged. */
  ANSWERS,
  /** Answers grew too old to count. */
  TIME,
  /** The ladder was changed. */
  LADDER
}
