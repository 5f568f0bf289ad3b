package dev.crowdline.intake.knowledge.domain;

import dev.crowdline.intake.understanding.domain.TextVectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The published articles of a community, to be found by what they mean. What is found by words is
 * joined with it by reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): an article's score is
 * the sum of 1 / (60 + its rank) over both lists, so that neither scale outweighs the other.
 * Immutable.
 */
public final class Findable {
  /** Below this likeness two texts have nothing in common. */
  static final double UNLIKE = 0.35;

  /** From this likeness on an article is offered to who asked something. */
  public static final double SUGGESTED = 0.6;

  private static final int RANK_OFFSET = 60;
  private static final int MOST_BY_MEANING = 50;

  /** Roughly what a vector and its list take of the heap. */
  private static final int BYTES_EACH = 2 * (TextVectors.DIMENSIONS * Float.BYTES + 64);

  /** No article. */
  public static final Findable NOTHING = new Findable(List.of());

  private final List<Entry> entries;

  private Findable(List<Entry> entries) {
    this.entries = entries;
  }

  /** What an article is found by. */
  public record Told(UUID id, String title, String question) {}

  /**
   * An article that was found.
   *
   * @param likeness how like it is to what was asked: 1 the same, 0 nothing in common
   */
  public record Found(UUID id, double likeness) {}

  private record Entry(UUID id, float[] title, float[] question) {
    double likeness(float[] asked) {
      return Math.max(TextVectors.cosine(title, asked), TextVectors.cosine(question, asked));
    }
  }

  public static Findable of(Collection<Told> articles) {
    return new Findable(
        articles.stream()
            .map(each ->
                new Entry(each.id(), TextVectors.of(each.title()), TextVectors.of(each.question())))
            .toList());
  }

  /** What it holds of the heap, roughly. */
  public long bytes() {
    return (long) entries.size() * BYTES_EACH;
  }

  /**
   * The best first.
   *
   * @param byWords what was found by words, the best first
   */
  public List<Found> find(String text, List<UUID> byWords) {
    float[] asked = TextVectors.of(text);
    List<Found> byMeaning =
        entries.stream()
            .map(each -> new Found(each.id(), each.likeness(asked)))
            .filter(each -> each.likeness() >= UNLIKE)
            .sorted(Comparator.comparingDouble(Found::likeness).reversed())
            .limit(MOST_BY_MEANING)
            .toList();
    Map<UUID, Double> scores = new HashMap<>();
    Map<UUID, Double> likeness = new HashMap<>();
    for (int rank = 0; rank < byMeaning.size(); rank++) {
      likeness.put(byMeaning.get(rank).id(), byMeaning.get(rank).likeness());
      scores.merge(byMeaning.get(rank).id(), 1.0 / (RANK_OFFSET + rank), Double::sum);
    }
    for (int rank = 0; rank < byWords.size(); rank++) {
      scores.merge(byWords.get(rank), 1.0 / (RANK_OFFSET + rank), Double::sum);
    }
    List<Found> found = new ArrayList<>();
    scores.keySet().forEach(id -> found.add(new Found(id, likeness.getOrDefault(id, 0.0))));
    found.sort(
        Comparator.<Found>comparingDouble(each -> scores.getOrDefault(each.id(), 0.0))
            .thenComparingDouble(Found::likeness)
            .reversed());
    return List.copyOf(found);
  }
}
