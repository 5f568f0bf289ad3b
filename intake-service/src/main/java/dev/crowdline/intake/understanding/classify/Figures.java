package dev.crowdline.intake.understanding.classify;

import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.TopicModel;
import dev.crowdline.intake.understanding.domain.Training;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a model understands texts that it has not learned. Texts of a category that no learned
 * one has are out of scope: they count for nothing but {@code auroc}.
 *
 * @param learned how many texts were learned, of how many topics
 * @param trainSeconds of one core
 * @param asked how many texts of known categories were asked
 * @param accuracy share of those whose category was the most probable
 * @param top3 share of those whose category was among the three most probable
 * @param calibration the expected error of the probability (ECE): over ten bins by probability, how
 *     far the mean probability is from the share that is right
 * @param perSecond texts that one core understands in a second
 * @param auroc how probable it is that a text in scope has a higher probability for its best topic
 *     than one out of scope; null when there are none out of scope
 */
record Figures(
    String model,
    int learned,
    int topics,
    double trainSeconds,
    int asked,
    int outOfScope,
    double accuracy,
    double top3,
    double calibration,
    double perSecond,
    @Nullable Double auroc) {
  private static final int BINS = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private record Judged(float probability, boolean right, boolean amongThree) {}

  /** Trains and asks, on this thread alone. */
  static Figures of(List<Example> train, List<Example> test) {
    long before = cpuNanos();
    TopicModel model = Training.of(train);
    double seconds = (cpuNanos() - before) / 1e9;
    List<Judged> inScope = new ArrayList<>();
    List<Judged> outOfScope = new ArrayList<>();
    for (Example example : test) {
      (model.topics().contains(example.topic()) ? inScope : outOfScope).add(judge(model, example));
    }
    if (inScope.isEmpty()) {
      throw new IllegalArgumentException(
          "no category of the test is one of those that were learned");
    }
    return new Figures(
        "fast",
        train.size(),
        model.topics().size(),
        seconds,
        inScope.size(),
        outOfScope.size(),
        share(inScope.stream().filter(Judged::right).count(), inScope),
        share(inScope.stream().filter(Judged::amongThree).count(), inScope),
        calibration(inScope),
        perSecond(model, test),
        outOfScope.isEmpty() ? null : (Double) auroc(inScope, outOfScope));
  }

  private static Judged judge(TopicModel model, Example example) {
    float[] probabilities = model.probabilities(example.text());
    int right = model.topics().indexOf(example.topic());
    float best = 0;
    int above = 0;
    for (float probability : probabilities) {
      best = Math.max(best, probability);
      above += right >= 0 && probability > probabilities[right] ? 1 : 0;
    }
    return new Judged(best, right >= 0 && above == 0 && best > 0, right >= 0 && above < 3);
  }

  private static double share(long count, List<Judged> of) {
    return (double) count / of.size();
  }

  private static double calibration(List<Judged> judged) {
    double[] probable = new double[BINS];
    double[] right = new double[BINS];
    for (Judged each : judged) {
      int bin = Math.min(BINS - 1, (int) (each.probability() * BINS));
      probable[bin] += each.probability();
      right[bin] += each.right() ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(probable[bin] - right[bin]);
    }
    return error / judged.size();
  }

  private static double auroc(List<Judged> inScope, List<Judged> outOfScope) {
    double above = 0;
    for (Judged in : inScope) {
      for (Judged out : outOfScope) {
        above +=
            in.probability() > out.probability()
                ? 1
                : in.probability() == out.probability() ? 0.5 : 0;
      }
    }
    return above / inScope.size() / outOfScope.size();
  }

  private static double perSecond(TopicModel model, List<Example> texts) {
    ask(model, texts, WARM_UP);
    long before = cpuNanos();
    long asked = ask(model, texts, WINDOW);
    return asked / ((cpuNanos() - before) / 1e9);
  }

  private static long ask(TopicModel model, List<Example> texts, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long asked = 0;
    float used = 0;
    while (System.nanoTime() < end) {
      used += model.probabilities(texts.get((int) (asked % texts.size())).text())[0];
      asked++;
    }
    if (Float.isNaN(used)) {
      throw new IllegalStateException("a probability is no number");
    }
    return asked;
  }

  /** What this thread has used of a core, whatever else the machine does. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** For people. */
  String inWords() {
    String words =
        String.format(
            Locale.ROOT,
            "%s: learned %,d texts of %d topics in %.1f s of a core%n"
                + "  accuracy     %.2f %%  of %,d texts%n"
                + "  in the top 3 %.2f %%%n"
                + "  calibration  %.2f %%  off (ECE, ten bins)%n"
                + "  throughput   %,.0f messages/s on a core%n",
            model,
            learned,
            topics,
            trainSeconds,
            100 * accuracy,
            asked,
            100 * top3,
            100 * calibration,
            perSecond);
    return auroc == null
        ? words
        : words
            + String.format(
                Locale.ROOT, "  out of scope %.4f  AUROC, %,d texts%n", auroc, outOfScope);
  }
}
