package dev.crowdline.intake.understanding.domain;

import dev.crowdline.contracts.Dial;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was understood as it was; stored with it and shown.
 *
 * @param method what judged: {@code keywords}, {@code model} or {@code example} by the topics'
 *     examples, {@code sentence} by a second look at what the text means, {@code given} when the
 *     caller said what is needed
 * @param matches what keywords were found, best first; at most five
 * @param because one sentence for people
 * @param weighed what the examples said; null where they were not asked
 */
public record Evidence(
    String method, List<Match> matches, String because, @Nullable Weighed weighed) {
  /** The method when the caller said what is needed. */
  public static final String GIVEN = "given";

  /** A sixth to a fifth of the questions are less clear (BANKING77, CLINC150). */
  public static final double CLEAR = 0.7;

  public Evidence {
    matches = List.copyOf(matches);
  }

  /** Without a word of the examples. */
  public Evidence(String method, List<Match> matches, String because) {
    this(method, matches, because, null);
  }

  /** Whether the model spoke, and its best topic does not stand out enough to be the last word. */
  public boolean leavesDoubt() {
    return method.equals(Guess.MODEL) && weighed != null && weighed.margin() < CLEAR;
  }

  /** The same, and on which side of its topic's dial the request is. */
  public Evidence dialled(Dial dial) {
    return new Evidence(
        method,
        matches,
        "%s; the dial of this topic sends %d %% to the community, and this one to %s"
            .formatted(because, dial.percent(), dial.community() ? "it" : "specialists"),
        weighed);
  }

  /** The same, with the texts of other customers' questions that are kept. */
  public Evidence with(Map<UUID, String> texts) {
    return weighed == null
        ? this
        : new Evidence(
            method,
            matches,
            because,
            new Weighed(
                weighed.version(),
                weighed.topics(),
                weighed.margin(),
                weighed.nearest().stream()
                    .map(near ->
                        near.requestId() == null
                            ? near
                            : new Near(
                                near.topic(),
                                near.likeness(),
                                texts.get(near.requestId()),
                                near.requestId()))
                    .toList()));
  }

  /**
   * A topic and what showed it.
   *
   * @param keywords those found, at most ten
   */
  public record Match(String topic, List<String> keywords) {
    public Match {
      keywords = List.copyOf(keywords);
    }
  }

  /**
   * What the examples said.
   *
   * @param version of the model that was asked, 0 for none
   * @param topics the three most probable, best first
   * @param margin by how much the first is more probable than the second
   * @param nearest the three examples that are most like the text
   */
  public record Weighed(long version, List<Probable> topics, double margin, List<Near> nearest) {
    public Weighed {
      topics = List.copyOf(topics);
      nearest = List.copyOf(nearest);
    }
  }

  /**
   * How probable a topic is.
   *
   * @param probability from 0 to 1
   */
  public record Probable(String topic, double probability) {}

  /**
   * An example that is like the text.
   *
   * @param likeness 1 is the same
   * @param text as an operator wrote it; null for another customer's question
   * @param requestId whose question it is; null for what an operator wrote
   */
  public record Near(
      String topic, double likeness, @Nullable String text, @Nullable UUID requestId) {}
}
