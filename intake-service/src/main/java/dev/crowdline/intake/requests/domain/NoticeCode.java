package dev.crowdline.intake.requests.domain;

/** Which notice it is; stored, and told by the API. */
public enum NoticeCode {
  TAKES_LONGER,
  ENDED_WITHOUT_REPLY,
  WITHDRAWN,
  CLOSED,
  KNOWN_PROBLEM,
  SOLVED_BY_ARTICLE
}
