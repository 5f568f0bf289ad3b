package dev.crowdline.intake.understanding.classify;

import dev.crowdline.intake.understanding.domain.Evidence;
import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.Guess;
import dev.crowdline.intake.understanding.domain.SentenceExamples;
import dev.crowdline.intake.understanding.domain.TopicModel;
import dev.crowdline.intake.understanding.sentences.SentenceModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which a text can be understood, ready to be asked. */
record Models(TopicModel model, SentenceModel sentences, SentenceExamples examples) {

  static Models of(TopicModel model, SentenceModel sentences, List<Example> train) {
    return new Models(
        model,
        sentences,
        SentenceExamples.ofNoTopic(sentences::vectors).replacedBy(train, sentences::vectors));
  }

  /** One way. */
  interface Way {
    /** How probable each of its topics is, for some texts. */
    Asked ask(List<String> texts);

    List<String> topics();
  }

  /**
   * What came of it.
   *
   * @param again of how many the sentence model was asked
   */
  record Asked(float[][] probabilities, int again) {}

  Way fast() {
    return way(texts -> new Asked(fast(texts), 0));
  }

  Way sentence() {
    return way(texts -> new Asked(seen(texts, null), texts.size()));
  }

  /** As the service does it. */
  Way both() {
    return way(texts -> {
      float[][] all = fast(texts);
      List<Integer> doubtful = new ArrayList<>();
      for (int i = 0; i < all.length; i++) {
        if (Guess.margin(all[i]) < Evidence.CLEAR) {
          doubtful.add(i);
        }
      }
      float[][] again =
          seen(
              doubtful.stream().map(texts::get).toList(),
              doubtful.stream().map(i -> all[i]).toArray(float[][]::new));
      for (int i = 0; i < again.length; i++) {
        all[doubtful.get(i)] = again[i];
      }
      return new Asked(all, again.length);
    });
  }

  private float[][] fast(List<String> texts) {
    return texts.stream().map(model::probabilities).toArray(float[][]::new);
  }

  private float[][] seen(List<String> texts, float @Nullable [][] fast) {
    float[][] directions = sentences.vectors(texts);
    float[][] all = new float[directions.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = examples.probabilities(directions[i], model.topics(), fast == null ? null : fast[i]);
    }
    return all;
  }

  private interface Asking {
    Asked ask(List<String> texts);
  }

  private Way way(Asking asking) {
    return new Way() {
      @Override
      public Asked ask(List<String> texts) {
        return asking.ask(texts);
      }

      @Override
      public List<String> topics() {
        return model.topics();
      }
    };
  }
}
