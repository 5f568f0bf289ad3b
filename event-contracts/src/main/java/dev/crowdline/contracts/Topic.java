package dev.crowdline.contracts;

import java.time.Duration;

/** The three topics. Their record key is the fact's subject. */
public enum Topic {
  /** All facts about one request, whichever service states them; keyed by request id. */
  REQUESTS("requests.v1"),
  /** Facts about members, keyed by member id. */
  MEMBERS("members.v1"),
  /** Communities, API keys and policies, keyed by community; kept for ever, never compacted. */
  COMMUNITIES("communities.v1");

  /**
   * So long records of requests and members are kept; whoever sets up the topics keeps to it, see
   * deploy/kafka/topics.properties.
   */
  public static final Duration KEPT = Duration.ofDays(14);

  private final String suffix;

  Topic(String suffix) {
    this.suffix = suffix;
  }

  /** The name on the broker, {@code crowdline.requests.v1} for the prefix {@code crowdline}. */
  public String named(String prefix) {
    return prefix + "." + suffix;
  }
}
