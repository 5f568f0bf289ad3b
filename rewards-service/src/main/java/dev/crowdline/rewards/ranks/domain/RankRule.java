package dev.crowdline.rewards.ranks.domain;

import java.util.Locale;

/** The rule by which ranks are given, for the member, with the member's own numbers in it. */
public final class RankRule {
  private RankRule() {}

  /** In a few sentences. */
  public static String told(Ladder ladder, int rung, Tally tally) {
    return counted(tally)
        + " "
        + (rung < ladder.rungs().size() ? next(ladder, rung, tally) : top());
  }

  private static String counted(Tally tally) {
    String window = "in the last " + Tally.DAYS + " days";
    if (tally.judged() == 0) {
      return "None of the answers that you gave "
          + window
          + " has a verdict yet; your quality is 0 % until customers confirm some.";
    }
    return "Of the answers that you gave "
        + window
        + ", "
        + tally.judged()
        + (tally.judged() == 1 ? " has a verdict" : " have a verdict")
        + " and "
        + tally.confirmed()
        + (tally.confirmed() == 1 ? " was confirmed" : " were confirmed")
        + ". By that it is 90 % certain that at least "
        + percent(tally.qualityPercent())
        + " of what you answer helps: this is your quality, and it grows with every confirmed answer.";
  }

  private static String next(Ladder ladder, int rung, Tally tally) {
    Rung wanted = ladder.rung(rung + 1);
    int missing = ladder.missing(rung + 1, tally);
    return "“"
        + wanted.name()
        + "” takes a quality of "
        + wanted.qualityPercent()
        + " % and "
        + answers(wanted.confirmed())
        + ": "
        + missing
        + (missing == 1
            ? " more confirmed answer is enough."
            : " more confirmed answers in a row are enough.");
  }

  private static String top() {
    return "There is no higher rank.";
  }

  private static String answers(int count) {
    return count + (count == 1 ? " confirmed answer" : " confirmed answers");
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
