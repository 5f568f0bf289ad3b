package dev.crowdline.intake.understanding.domain;

import java.util.Comparator;
import java.util.List;

/**
 * Finds the topic of a text by keywords. The topic of which most keywords stand in the text wins;
 * among equals the one whose keywords are longer together, then the first by name.
 */
public final class Keywords {
  private static final Comparator<Found> BEST_FIRST =
      Comparator.<Found>comparingInt(f -> f.keywords().size())
          .thenComparingInt(Found::length)
          .reversed()
          .thenComparing(f -> f.topic().name());

  private final List<Prepared> topics;

  public Keywords(List<Topic> topics) {
    this.topics = topics.stream().map(Prepared::of).toList();
  }

  /** Whether a keyword has any letter or digit to be found by. */
  public static boolean canBeFound(String keyword) {
    return !Words.of(keyword).isEmpty();
  }

  /** The topics whose keywords stand in the text, best first. */
  public List<Found> in(String text) {
    Words words = Words.of(text);
    return topics.stream()
        .map(topic -> topic.in(words))
        .filter(found -> !found.keywords().isEmpty())
        .sorted(BEST_FIRST)
        .toList();
  }

  /**
   * A topic that a text shows.
   *
   * @param keywords those that stand in the text
   * @param length letters of those keywords together
   */
  public record Found(Topic topic, List<String> keywords, int length) {}

  private record Keyword(String text, Words words) {}

  private record Prepared(Topic topic, List<Keyword> keywords) {
    static Prepared of(Topic topic) {
      return new Prepared(
          topic,
          topic.keywords().stream()
              .map(k -> new Keyword(k, Words.of(k)))
              .filter(k -> !k.words().isEmpty())
              .toList());
    }

    Found in(Words text) {
      List<Keyword> found = keywords.stream().filter(k -> text.contain(k.words())).toList();
      return new Found(
          topic,
          found.stream().map(Keyword::text).toList(),
          found.stream().mapToInt(k -> k.words().length()).sum());
    }
  }
}
