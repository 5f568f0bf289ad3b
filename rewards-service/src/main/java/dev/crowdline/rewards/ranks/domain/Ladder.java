package dev.crowdline.rewards.ranks.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A community's ranks from the bottom up. A member stands on the highest rung that the tally
 * reaches: that depends on nothing but the ladder and the answers that count, whatever the order in
 * which they were heard of. As each rung asks for what the one below asks, and for more, whoever
 * reaches one reaches all below.
 */
public record Ladder(List<Rung> rungs) {
  /** The most rungs. */
  public static final int MOST = 10;

  /** Nobody is expected to answer more within the days that count: a hundred a day. */
  public static final int MOST_ANSWERS = 100 * Tally.DAYS;

  /** The one that a community has until its operator edits it. */
  public static final Ladder DEFAULT =
      new Ladder(
          List.of(
              new Rung("Newcomer", 0, 0),
              new Rung("Helper", 50, 5),
              new Rung("Guide", 65, 25),
              new Rung("Expert", 75, 100),
              new Rung("Mentor", 85, 250)));

  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /**
   * Why a ladder cannot be climbed.
   *
   * @param path of the field, as in {@code rungs[2].confirmed}
   */
  public record Fault(String path, String reason) {}

  /** The rung that a tally reaches, counted from 1. */
  public int rungOf(Tally tally) {
    int reached = 1;
    while (reached < rungs.size() && rungs.get(reached).isReachedBy(tally)) {
      reached++;
    }
    return reached;
  }

  /** The rung of that number, counted from 1; the highest if there are not as many. */
  public Rung rung(int number) {
    return rungs.get(Math.min(number, rungs.size()) - 1);
  }

  /**
   * How many further answers it takes until that rung, if all of them are confirmed: 0 when the
   * tally reaches it. More only help, so the least number is found by halving.
   */
  public int missing(int number, Tally tally) {
    Rung wanted = rung(number);
    int enough = MOST_ANSWERS + tally.judged();
    int tooFew = -1;
    while (!wanted.isReachedBy(tally.after(enough))) {
      enough = Math.multiplyExact(enough, 2);
    }
    while (enough - tooFew > 1) {
      int middle = tooFew + (enough - tooFew) / 2;
      if (wanted.isReachedBy(tally.after(middle))) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  /**
   * What is wrong with it, from the bottom up.
   *
   * @param key what two names have in common that people take for one
   */
  public List<Fault> faults(UnaryOperator<String> key) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < rungs.size(); i++) {
      Rung rung = rungs.get(i);
      Integer same = names.putIfAbsent(key.apply(rung.name()), i);
      if (same != null) {
        faults.add(new Fault(path(i, "name"), "is the name of rungs[" + same + "], too"));
      }
      if (i == 0) {
        atTheBottom(rung, faults);
      } else {
        above(rungs.get(i - 1), rung, i, faults);
      }
    }
    return faults;
  }

  private static void atTheBottom(Rung rung, List<Fault> faults) {
    if (rung.qualityPercent() != 0) {
      faults.add(new Fault(path(0, "qualityPercent"), "must be 0: everybody begins here"));
    }
    if (rung.confirmed() != 0) {
      faults.add(new Fault(path(0, "confirmed"), "must be 0: everybody begins here"));
    }
  }

  private static void above(Rung below, Rung rung, int at, List<Fault> faults) {
    if (rung.qualityPercent() < below.qualityPercent()) {
      faults.add(
          new Fault(
              path(at, "qualityPercent"),
              "must be at least that of the rung below, " + below.qualityPercent()));
    } else if (!rung.isReachedBy(new Tally(MOST_ANSWERS, MOST_ANSWERS))) {
      unreachable(rung, at, faults);
    }
    if (rung.confirmed() < below.confirmed()) {
      faults.add(
          new Fault(
              path(at, "confirmed"),
              "must be at least that of the rung below, " + below.confirmed()));
    } else if (rung.confirmed() == below.confirmed()
        && rung.qualityPercent() == below.qualityPercent()) {
      faults.add(
          new Fault(
              path(at, "confirmed"),
              "must rise, or the quality: this rung asks for no more than the one below"));
    }
  }

  private static void unreachable(Rung rung, int at, List<Fault> faults) {
    boolean tooMany = rung.confirmed() > MOST_ANSWERS;
    faults.add(
        tooMany
            ? new Fault(
                path(at, "confirmed"),
                "nobody can reach it: at most "
                    + MOST_ANSWERS
                    + ", a hundred a day for "
                    + Tally.DAYS
                    + " days")
            : new Fault(
                path(at, "qualityPercent"),
                "nobody can reach it: what is certain stays below 100 %, however many answers"));
  }

  private static String path(int at, String field) {
    return "rungs[" + at + "]." + field;
  }
}
