package dev.crowdline.intake.understanding.classify;

import dev.crowdline.intake.understanding.domain.Example;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How well one way understands texts.
 *
 * @param accuracy share of those in scope whose category was the most probable
 * @param top3 share of those whose category was among the three most probable
 * @param calibration the expected error of the probability (ECE): over ten bins by probability, how
 *     far the mean probability is from the share that is right
 * @param perSecond texts that one core understands in a second
 * @param auroc how probable it is that a text in scope has a higher probability for its best topic
 *     than one out of scope; null when there are none out of scope
 * @param lookedAgain share of those in scope that the sentence model was asked about
 */
record Scores(
    double accuracy,
    double top3,
    double calibration,
    double perSecond,
    @Nullable Double auroc,
    double lookedAgain) {
  private static final int BINS = 10;
  private static final int AT_A_TIME = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private record Judged(float probability, boolean right, boolean amongThree) {}

  static Scores of(Models.Way way, List<Example> inScope, List<Example> outOfScope) {
    Models.Asked asked = way.ask(texts(inScope));
    List<Judged> in = judged(asked, inScope, way.topics());
    List<Judged> out = judged(way.ask(texts(outOfScope)), outOfScope, way.topics());
    return new Scores(
        share(in.stream().filter(Judged::right).count(), in),
        share(in.stream().filter(Judged::amongThree).count(), in),
        calibration(in),
        perSecond(way, Stream.concat(inScope.stream(), outOfScope.stream()).toList()),
        out.isEmpty() ? null : (Double) auroc(in, out),
        share(asked.again(), in));
  }

  private static List<String> texts(List<Example> of) {
    return of.stream().map(Example::text).toList();
  }

  private static List<Judged> judged(Models.Asked asked, List<Example> of, List<String> topics) {
    Judged[] judged = new Judged[of.size()];
    for (int i = 0; i < judged.length; i++) {
      judged[i] = judge(asked.probabilities()[i], topics.indexOf(of.get(i).topic()));
    }
    return List.of(judged);
  }

  private static Judged judge(float[] probabilities, int right) {
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

  private static double perSecond(Models.Way way, List<Example> texts) {
    ask(way, texts(texts), WARM_UP);
    long before = Figures.cpuNanos();
    long asked = ask(way, texts(texts), WINDOW);
    return asked / ((Figures.cpuNanos() - before) / 1e9);
  }

  /** Some after the others, again and again, until the time is over; how many. */
  private static long ask(Models.Way way, List<String> texts, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long asked = 0;
    int from = 0;
    while (System.nanoTime() < end) {
      int to = Math.min(texts.size(), from + AT_A_TIME);
      float[][] answered = way.ask(texts.subList(from, to)).probabilities();
      if (Float.isNaN(answered[0][0])) {
        throw new IllegalStateException("a probability is no number");
      }
      asked += answered.length;
      from = to == texts.size() ? 0 : to;
    }
    return asked;
  }

  /** For people. */
  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-10s %7.2f %% %7.2f %% %5.2f %% %,12.0f %9s %10.1f %%%n",
        name,
        100 * accuracy,
        100 * top3,
        100 * calibration,
        perSecond,
        auroc == null ? "-" : String.format(Locale.ROOT, "%.4f", auroc),
        100 * lookedAgain);
  }
}
