package dev.crowdline.intake.understanding.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the topic of a text by keywords. The topic of which most keywords stand in the text wins;
 * among equals the one whose keywords are longer together, then the first by name.
 *
 * <p>What the text has is looked up among the keywords, never the other way round: each run of
 * words, at most {@link #LONGEST} long, is one look-up. So the cost grows with the text and not
 * with the keywords. It is built once, shared by all threads, and replaced when topics change.
 */
public final class Keywords {
  /** The longest keyword, in the form in which it is compared, in UTF-16 units. */
  public static final int LONGEST = 120;

  /** No topics. */
  public static final Keywords NONE = new Keywords(List.of(), Map.of());

  private static final Comparator<Found> BEST_FIRST =
      Comparator.<Found>comparingInt(f -> f.keywords().size())
          .thenComparingInt(Found::length)
          .reversed()
          .thenComparing(f -> f.topic().name());

  // Measured with a heap of 50,000 keywords: strings, their table and the positions.
  private static final int BYTES_OF_A_TOPIC = 300;
  private static final int BYTES_OF_A_KEYWORD = 240;

  private final Map<String, Prepared> topics;
  private final Map<String, int[]> phrases;
  private final List<Prepared> byNumber;
  private final BitSet lengths = new BitSet();
  private final long bytes;

  private Keywords(List<Topic> topics, Map<String, Prepared> known) {
    this.topics = HashMap.newHashMap(topics.size());
    this.byNumber = new ArrayList<>(topics.size());
    this.phrases = new HashMap<>();
    long weight = 0;
    for (Topic topic : topics) {
      Prepared before = known.get(topic.name());
      Prepared prepared =
          before != null && before.topic().equals(topic) ? before : Prepared.of(topic);
      weight += file(prepared);
      this.topics.put(topic.name(), prepared);
    }
    this.bytes = weight;
  }

  public static Keywords of(List<Topic> topics) {
    return NONE.replacedBy(topics);
  }

  /** The same for the topics as they are now; of those that did not change nothing is built. */
  public Keywords replacedBy(List<Topic> now) {
    return new Keywords(now, topics);
  }

  /** Why a keyword could never be found, for people; null when it can be. */
  public static @Nullable String refusalOf(String keyword) {
    Words words = Words.of(keyword);
    if (words.isEmpty()) {
      return "must have a letter or a digit";
    }
    return words.text().length() > LONGEST
        ? "is longer than " + LONGEST + " when its compatibility characters are written out"
        : null;
  }

  /** The topic of that name, or null. */
  public @Nullable Topic topic(String name) {
    Prepared prepared = topics.get(name);
    return prepared == null ? null : prepared.topic();
  }

  /** All topics. */
  public List<Topic> topics() {
    return byNumber.stream().map(Prepared::topic).toList();
  }

  /** What it holds of the heap, roughly. */
  public long bytes() {
    return bytes;
  }

  /** The topics whose keywords stand in the text, best first. */
  public List<Found> in(String text) {
    Map<Integer, BitSet> found = new TreeMap<>();
    Words words = Words.of(text);
    BitSet seen = new BitSet();
    for (int from = words.edge(0); from >= 0; from = words.edge(from + 1)) {
      for (int to = words.edge(from + 1); to >= 0; to = words.edge(to + 1)) {
        if (to - from > LONGEST) {
          break;
        }
        int[] places =
            lengths.get(to - from) ? phrases.get(words.text().substring(from, to)) : null;
        // The same phrase again adds nothing, however many topics have it.
        if (places != null && !seen.get(places[0])) {
          seen.set(places[0]);
          for (int i = 1; i < places.length; i += 2) {
            found.computeIfAbsent(places[i], k -> new BitSet()).set(places[i + 1]);
          }
        }
      }
    }
    return found.entrySet().stream()
        .map(e -> byNumber.get(e.getKey()).found(e.getValue()))
        .sorted(BEST_FIRST)
        .toList();
  }

  /**
   * A topic that a text shows.
   *
   * @param keywords those that stand in the text, without other spellings of the same
   * @param length letters of those keywords together
   */
  public record Found(Topic topic, List<String> keywords, int length) {}

  /** Adds a topic's phrases, each with its own number first and then pairs of topic, keyword. */
  private long file(Prepared topic) {
    int number = byNumber.size();
    byNumber.add(topic);
    long weight = BYTES_OF_A_TOPIC;
    BitSet own = new BitSet();
    for (int i = 0; i < topic.phrases().length; i++) {
      String phrase = topic.phrases()[i];
      if (phrase.isEmpty()) {
        continue;
      }
      int[] places = phrases.getOrDefault(phrase, new int[] {phrases.size()});
      if (own.get(places[0])) {
        continue;
      }
      own.set(places[0]);
      lengths.set(phrase.length());
      int[] more = Arrays.copyOf(places, places.length + 2);
      more[places.length] = number;
      more[places.length + 1] = i;
      phrases.put(phrase, more);
      weight +=
          BYTES_OF_A_KEYWORD + 2L * (phrase.length() + topic.topic().keywords().get(i).length());
    }
    return weight;
  }

  /** A topic with its keywords as they are compared; an empty one could never be found. */
  private record Prepared(Topic topic, String[] phrases) {
    static Prepared of(Topic topic) {
      return new Prepared(
          topic,
          topic.keywords().stream()
              .map(k -> refusalOf(k) == null ? Words.of(k).text() : "")
              .toArray(String[]::new));
    }

    Found found(BitSet which) {
      return new Found(
          topic,
          which.stream().mapToObj(topic.keywords()::get).toList(),
          which.stream().map(i -> phrases[i].length()).sum());
    }
  }
}
