package dev.crowdline.intake.understanding.domain;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text of which somebody said what topic it is about.
 *
 * @param requestId the request whose question it is, which makes it personal data; null for what an
 *     operator wrote as an example
 */
public record Example(String text, String topic, @Nullable UUID requestId) {
  /** The longest that an operator writes, in characters. */
  public static final int LONGEST = 300;

  /** As much of a customer's question as is learned from, in UTF-16 units. */
  private static final int LONGEST_QUESTION = 1000;

  /** The most of a topic that an operator writes. */
  public static final int MOST_OF_A_TOPIC = 100;

  /** The most of a community that are learned from: what was confirmed first is left out first. */
  public static final int MOST = 10_000;

  public static Example of(String text, String topic) {
    return new Example(text, topic, null);
  }

  /** As much of a question as is kept as an example, never half of a pair. */
  public static String head(String question) {
    if (question.length() <= LONGEST_QUESTION) {
      return question;
    }
    boolean pair = Character.isHighSurrogate(question.charAt(LONGEST_QUESTION - 1));
    return question.substring(0, pair ? LONGEST_QUESTION - 1 : LONGEST_QUESTION);
  }

  /** The same for the same text of the same topic, and hardly ever for another. */
  long mark() {
    long mark = 0xCBF29CE484222325L;
    String all = topic + "\0" + text;
    for (int i = 0; i < all.length(); i++) {
      mark = (mark ^ all.charAt(i)) * 0x100000001B3L;
    }
    return mark;
  }

  /** The marks of examples, ascending. */
  static long[] marks(Collection<Example> examples) {
    return examples.stream().mapToLong(Example::mark).sorted().distinct().toArray();
  }
}
