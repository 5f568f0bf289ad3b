package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A period as it was, replayed as it was, and replayed under another policy. What the other policy
 * does is the difference between the two replays; how far a replay can be trusted is how near the
 * one without a change comes to what was.
 *
 * @param recorded as it was; null where nothing was recorded but questions
 * @param unchanged replays under the policy that was in force, each with lots of its own
 * @param tried replays under the other one, with the same lots
 */
public record WhatIf(@Nullable Figures recorded, List<Figures> unchanged, List<Figures> tried) {
  /** A replay is near when its shares are within so many percent points of what was, */
  public static final double NEAR_POINTS = 2;

  /** and its median wait within so many percent. */
  public static final double NEAR_PERCENT = 10;

  private static final int MOST_RUNS = 5;
  private static final int FEWEST_RUNS = 2;

  /** So many requests are replayed on each side, if that is more than the fewest replays. */
  private static final int REPLAYED = 20_000;

  public WhatIf {
    unchanged = List.copyOf(unchanged);
    tried = List.copyOf(tried);
  }

  /**
   * Tries a policy on a period as it was.
   *
   * @param rules as they were
   * @param progress is told what share is done
   */
  public static WhatIf of(
      Recording recording, Rules rules, Policy policy, DoubleConsumer progress) {
    WhatIf replayed = of(recording, new Habits(recording), rules, policy, progress);
    List<Course> courses =
        recording.requests().stream().filter(recording::counts).map(Asked::recorded).toList();
    return new WhatIf(Figures.of(courses, policy.cost()), replayed.unchanged(), replayed.tried());
  }

  /** The same on a day that nobody has seen, which begins then. */
  public static WhatIf of(
      String community,
      Question.Generated day,
      Instant from,
      Rules rules,
      Policy policy,
      DoubleConsumer progress) {
    Supposing supposing = new Supposing(day.crowd());
    Recording recording = supposing.day(community, from, day.requests());
    return of(recording, supposing.habits(), rules, policy, progress);
  }

  /** The same on tickets of another system. */
  public static WhatIf of(
      String community,
      Question.Tickets sheet,
      Rules rules,
      Policy policy,
      DoubleConsumer progress) {
    Supposing supposing = new Supposing(sheet.crowd());
    Recording recording = supposing.tickets(community, sheet.tickets());
    return of(recording, supposing.habits(), rules, policy, progress);
  }

  private static WhatIf of(
      Recording recording, Habits habits, Rules rules, Policy policy, DoubleConsumer progress) {
    int runs = runs(recording.requests().size());
    List<Figures> unchanged = new ArrayList<>();
    List<Figures> tried = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double done = 2.0 * run;
      unchanged.add(
          replay(
              new Replay(recording, rules, habits, run),
              policy,
              share -> progress.accept((done + share) / (2 * runs))));
      tried.add(
          replay(
              new Replay(recording, rules.under(policy), habits, run),
              policy,
              share -> progress.accept((done + 1 + share) / (2 * runs))));
    }
    return new WhatIf(null, unchanged, tried);
  }

  /** How many replays of each side: the fewer requests there are, the more chance has to show. */
  static int runs(int requests) {
    return Math.clamp(REPLAYED / Math.max(1, requests), FEWEST_RUNS, MOST_RUNS);
  }

  private static Figures replay(Replay replay, Policy policy, DoubleConsumer progress) {
    return Figures.of(replay.run(progress), policy.cost());
  }

  /** Whether replays without a change come near to what was; null when that is not known. */
  public @Nullable Boolean comesNear() {
    Figures was = recorded;
    return was == null
        ? null
        : SlaClock.all().stream().allMatch(clock -> isNear(was, clock)) && waitIsNear(was);
  }

  private boolean isNear(Figures was, SlaClock clock) {
    Double then = attained(was, clock);
    double[] now =
        unchanged.stream()
            .map(each -> attained(each, clock))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return then == null
        || now.length == 0
        || Math.abs(then - Arrays.stream(now).average().orElse(then)) <= NEAR_POINTS;
  }

  private static @Nullable Double attained(Figures figures, SlaClock clock) {
    Figures.Attained attained = figures.clocks().get(clock);
    return attained == null ? null : attained.percent();
  }

  private boolean waitIsNear(Figures was) {
    Long then = was.taken().medianMillis();
    return then == null
        || Math.abs(
                unchanged.stream()
                        .map(each -> each.taken().medianMillis())
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .average()
                        .orElse(then)
                    - then)
            <= Math.max(1_000, then * NEAR_PERCENT / 100);
  }
}
