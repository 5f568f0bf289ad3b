package dev.crowdline.intake.understanding.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a community's examples have taught, as it is asked: the live model, and the examples
 * themselves, of which those that the model has not learned yet count by likeness alone. It never
 * changes and is shared by all threads.
 */
public final class Learned {
  /**
   * From which probability on, in per cent, the model is believed where an operator has not said
   * otherwise. Measured on CLINC150, with few topics and with many: docs/services/understanding.md.
   */
  public static final int CONFIDENCE_PERCENT = 50;

  /** Nothing was taught. */
  public static final Learned NOTHING =
      new Learned(Examples.NONE, null, 0, CONFIDENCE_PERCENT / 100.0);

  /** From which likeness on a text is taken for an example that no model has learned yet. */
  private static final float NEARLY_THE_SAME = 0.85f;

  private static final int SHOWN = 3;

  private final Examples examples;
  private final @Nullable TopicModel model;
  private final long version;
  private final double confidence;
  private final List<Examples.Known> fresh = new ArrayList<>();
  private final Map<String, List<Examples.Known>> learned = new HashMap<>();

  /**
   * Puts them together.
   *
   * @param version of the live model, 0 for none
   * @param confidence the probability from which on the model's word is taken
   */
  public Learned(Examples examples, @Nullable TopicModel model, long version, double confidence) {
    this.examples = examples;
    this.model = model;
    this.version = version;
    this.confidence = confidence;
    for (Examples.Known each : examples.all()) {
      if (model == null || !model.knows(each.mark())) {
        fresh.add(each);
      } else {
        learned.computeIfAbsent(each.example().topic(), topic -> new ArrayList<>()).add(each);
      }
    }
  }

  public Examples examples() {
    return examples;
  }

  /** The live model; null for none. */
  public @Nullable TopicModel model() {
    return model;
  }

  /** Whether a text has any word, so that it can be an example. */
  public static boolean isReadable(String text) {
    return !Words.of(text).isEmpty();
  }

  /** What the heap holds of it, roughly. */
  public long bytes() {
    return examples.bytes() + (model == null ? 0 : model.bytes());
  }

  /** What they say of a text; null when there is nothing to say it by, or the text has no words. */
  public @Nullable Guess guess(String text) {
    if (examples.all().isEmpty()) {
      return null;
    }
    Features features = Features.of(text, model == null ? Training.MOST_BUCKETS : model.buckets());
    if (features.isEmpty()) {
      return null;
    }
    List<Guess.Probable> best =
        model == null ? List.of() : best(model.topics(), model.probabilities(features));
    List<Examples.Known> among = new ArrayList<>(fresh);
    best.forEach(each -> among.addAll(learned.getOrDefault(each.topic(), List.of())));
    List<Examples.Near> near = Examples.nearest(features.direction(), among, SHOWN);
    List<Examples.Near> newest = Examples.nearest(features.direction(), fresh, 1);
    if (!newest.isEmpty() && newest.getFirst().likeness() >= NEARLY_THE_SAME) {
      return byExample(best, near, newest.getFirst());
    }
    return model == null ? null : byModel(best, near);
  }

  /**
   * What a second look says of a text, by how a sentence model sees it and these examples; null
   * where there is no model to start from.
   */
  public @Nullable Guess secondGuess(String text, float[] direction, SentenceExamples sentences) {
    if (model == null) {
      return null;
    }
    List<Guess.Probable> best =
        best(
            model.topics(),
            sentences.probabilities(direction, model.topics(), model.probabilities(text)));
    Guess.Probable first = best.getFirst();
    return new Guess(
        first.probability() >= confidence ? first.topic() : null,
        Guess.SENTENCE,
        "no keyword is in the text, and by what it means topic %s is probable to %s"
            .formatted(first.topic(), percent(first.probability())),
        weighed(
            best,
            sentences.nearest(
                direction, best.stream().map(Guess.Probable::topic).toList(), SHOWN)));
  }

  private Guess byExample(
      List<Guess.Probable> best, List<Examples.Near> near, Examples.Near nearest) {
    String topic = nearest.example().topic();
    return new Guess(
        topic,
        "example",
        "no keyword is in the text, and it is nearly an example of topic " + topic,
        weighed(best, near));
  }

  private Guess byModel(List<Guess.Probable> best, List<Examples.Near> near) {
    Guess.Probable first = best.getFirst();
    boolean sure = first.probability() >= confidence;
    String because =
        "no keyword is in the text, and by the examples topic %s is probable to %s"
            .formatted(first.topic(), percent(first.probability()));
    if (!sure) {
      because += " only: below %s nothing is said".formatted(percent(confidence));
    }
    return new Guess(sure ? first.topic() : null, Guess.MODEL, because, weighed(best, near));
  }

  private static String percent(double share) {
    return (int) Math.floor(100 * share) + " %";
  }

  private Evidence.Weighed weighed(List<Guess.Probable> best, List<Examples.Near> near) {
    float margin = best.size() < 2 ? 0 : best.get(0).probability() - best.get(1).probability();
    return new Evidence.Weighed(
        version,
        Guess.shown(best),
        Guess.rounded(margin),
        near.stream()
            .map(each ->
                new Evidence.Near(
                    each.example().topic(),
                    Guess.rounded(each.likeness()),
                    each.example().requestId() == null ? each.example().text() : null,
                    each.example().requestId()))
            .toList());
  }

  private static List<Guess.Probable> best(List<String> topics, float[] probabilities) {
    List<Guess.Probable> all = new ArrayList<>(probabilities.length);
    for (int k = 0; k < probabilities.length; k++) {
      all.add(new Guess.Probable(topics.get(k), probabilities[k]));
    }
    all.sort(Comparator.comparingDouble(Guess.Probable::probability).reversed());
    return List.copyOf(all.subList(0, Math.min(SHOWN, all.size())));
  }
}
