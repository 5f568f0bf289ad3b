package dev.crowdline.intake.incidents.avalanche;

import dev.crowdline.intake.incidents.avalanche.Trial.Outcome;
import dev.crowdline.intake.incidents.avalanche.Trial.Quiet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of all trials; the worst of the seeds counts.
 *
 * @param outages by rate and share
 * @param quietMessages of the days without an outage, one day a seed
 * @param quietFalseAlarms in these days
 */
record Figures(
    int seeds, long firstSeed, List<Outage> outages, long quietMessages, int quietFalseAlarms) {
  private static final int[] RATES = {200, 2_000};
  private static final int[] PERCENTS = {2, 5, 10};

  /**
   * An outage that adds a share to a rate.
   *
   * @param found in how many of the seeds
   * @param worstSeconds until it was found; null when it was not found in all of them
   * @param medianSeconds of those in which it was found; null when it was in none
   * @param leastAttached share of its messages, in the worst seed
   * @param mostStrangers share of what was linked, in the worst seed
   * @param falseAlarms of all seeds together
   */
  record Outage(
      int perSecond,
      int percent,
      int found,
      @Nullable Double worstSeconds,
      @Nullable Double medianSeconds,
      double leastAttached,
      double mostStrangers,
      int falseAlarms) {

    static Outage of(int perSecond, int percent, List<Outcome> outcomes) {
      List<Double> seconds = new ArrayList<>();
      outcomes.forEach(each -> {
        if (each.seconds() != null) {
          seconds.add(each.seconds());
        }
      });
      Collections.sort(seconds);
      return new Outage(
          perSecond,
          percent,
          seconds.size(),
          seconds.size() < outcomes.size() ? null : seconds.getLast(),
          seconds.isEmpty() ? null : seconds.get(seconds.size() / 2),
          outcomes.stream().mapToDouble(Outcome::attached).min().orElse(0),
          outcomes.stream().mapToDouble(Outcome::strangers).max().orElse(0),
          outcomes.stream().mapToInt(Outcome::falseAlarms).sum());
    }

    String inWords() {
      return String.format(
          Locale.ROOT,
          "  %,5d/s  %2d %%   found %2d   worst %6s s   median %6s s   attached %5.1f %%   strangers %4.1f %%   false alarms %d",
          perSecond,
          percent,
          found,
          worstSeconds == null ? "–" : String.format(Locale.ROOT, "%.1f", worstSeconds),
          medianSeconds == null ? "–" : String.format(Locale.ROOT, "%.1f", medianSeconds),
          100 * leastAttached,
          100 * mostStrangers,
          falseAlarms);
    }
  }

  /**
   * Runs all trials on this thread.
   *
   * @param progress told a line as each part is done
   */
  static Figures of(Texts texts, int seeds, long firstSeed, Consumer<String> progress) {
    List<Outage> outages = new ArrayList<>();
    for (int rate : RATES) {
      for (int percent : PERCENTS) {
        Outage outage =
            Outage.of(
                rate,
                percent,
                LongStream.range(firstSeed, firstSeed + seeds)
                    .mapToObj(seed -> new Trial(texts, seed).outage(rate, percent))
                    .toList());
        outages.add(outage);
        progress.accept(outage.inWords());
      }
    }
    List<Quiet> quiet =
        LongStream.range(firstSeed, firstSeed + seeds)
            .mapToObj(seed -> new Trial(texts, seed).quietDay())
            .toList();
    Figures figures =
        new Figures(
            seeds,
            firstSeed,
            outages,
            quiet.stream().mapToLong(Quiet::messages).sum(),
            quiet.stream().mapToInt(Quiet::falseAlarms).sum());
    progress.accept(figures.quietInWords());
    return figures;
  }

  private String quietInWords() {
    return String.format(
        Locale.ROOT,
        "  %d days without an outage: %,d messages, %d false alarms",
        seeds,
        quietMessages,
        quietFalseAlarms);
  }

  /** For people. */
  String inWords() {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(Locale.ROOT, "%d seeds from %d on, the worst counts%n", seeds, firstSeed));
    outages.forEach(each -> words.append(each.inWords()).append(System.lineSeparator()));
    return words.append(quietInWords()).append(System.lineSeparator()).toString();
  }
}
