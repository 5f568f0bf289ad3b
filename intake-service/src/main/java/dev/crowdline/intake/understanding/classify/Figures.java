package dev.crowdline.intake.understanding.classify;

import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.TopicModel;
import dev.crowdline.intake.understanding.domain.Training;
import dev.crowdline.intake.understanding.sentences.SentenceModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well texts are understood that were not learned: by the fast model, by the sentence model,
 * and as the service does it, by the second where the first is in doubt. Texts of a category that
 * no learned one has are out of scope: they count for nothing but {@link Scores#auroc}.
 *
 * @param learned how many texts were learned, of how many topics
 * @param trainSeconds of one core, for the fast model
 * @param seeSeconds of one core, until the sentence model has seen the same texts
 * @param asked how many texts of known categories were asked
 */
record Figures(
    int learned,
    int topics,
    double trainSeconds,
    double seeSeconds,
    int asked,
    int outOfScope,
    Scores fast,
    Scores sentence,
    Scores both) {

  /** Trains and asks, on this thread alone. */
  static Figures of(List<Example> train, List<Example> test) {
    long before = cpuNanos();
    TopicModel model = Training.of(train);
    double trained = seconds(before);
    List<Example> inScope = new ArrayList<>();
    List<Example> outOfScope = new ArrayList<>();
    for (Example example : test) {
      (model.topics().contains(example.topic()) ? inScope : outOfScope).add(example);
    }
    if (inScope.isEmpty()) {
      throw new IllegalArgumentException(
          "no category of the test is one of those that were learned");
    }
    try (SentenceModel sentences = SentenceModel.load()) {
      before = cpuNanos();
      Models models = Models.of(model, sentences, train);
      double seen = seconds(before);
      return new Figures(
          train.size(),
          model.topics().size(),
          trained,
          seen,
          inScope.size(),
          outOfScope.size(),
          Scores.of(models.fast(), inScope, outOfScope),
          Scores.of(models.sentence(), inScope, outOfScope),
          Scores.of(models.both(), inScope, outOfScope));
    }
  }

  /** What this thread has used of a core, whatever else the machine does. */
  static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long before) {
    return (cpuNanos() - before) / 1e9;
  }

  /** For people. */
  String inWords() {
    return String.format(
            Locale.ROOT,
            "learned %,d texts of %d topics; fast in %.1f s of a core, seen by the sentence model in %.1f s%n"
                + "asked %,d texts, and %,d out of scope%n%n"
                + "%-10s %9s %9s %7s %12s %9s %12s%n",
            learned,
            topics,
            trainSeconds,
            seeSeconds,
            asked,
            outOfScope,
            "",
            "accuracy",
            "in top 3",
            "ECE",
            "messages/s",
            "AUROC",
            "looked again")
        + fast.line("fast")
        + sentence.line("sentence")
        + both.line("both");
  }
}
