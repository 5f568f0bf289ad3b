package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What another calendar would mean at once for requests that run. Nothing is changed.
 *
 * @param examined how many requests were compared
 * @param dueEarlier how many would have their resolution due earlier
 * @param dueLater how many later
 * @param stepsRaisedAtOnce how many steps would be raised at once
 * @param stepsTakenBack how many would be said not to have been due
 */
public record Retimed(
    int examined,
    Trial.BeforeAndAfter breached,
    Trial.BeforeAndAfter atRisk,
    int dueEarlier,
    int dueLater,
    int stepsRaisedAtOnce,
    int stepsTakenBack) {

  private record Pair(RequestClocks before, RequestClocks after) {
    static Pair of(RequestClocks clocks, CalendarVersion calendar, Instant now) {
      return new Pair(clocks.due(now).clocks(), clocks.in(calendar).due(now).clocks());
    }

    /** Below zero when the resolution would be due earlier. */
    int moved() {
      Instant was = due(before);
      Instant is = due(after);
      return was == null || is == null ? 0 : is.compareTo(was);
    }

    private static @Nullable Instant due(RequestClocks clocks) {
      Plan plan = clocks.plan();
      return plan == null
          ? null
          : Deadlines.of(clocks, plan, clocks.timeline()).reaches(SlaClock.RESOLUTION, 100);
    }
  }

  /** Compares some requests; those without a plan are left out. */
  public static Retimed of(List<RequestClocks> running, CalendarVersion calendar, Instant now) {
    List<Pair> pairs =
        running.stream()
            .filter(clocks -> clocks.plan() != null)
            .map(clocks -> Pair.of(clocks, calendar, now))
            .toList();
    return new Retimed(
        pairs.size(),
        beforeAndAfter(pairs, Trial::isBreached),
        beforeAndAfter(pairs, clocks -> !Trial.isBreached(clocks) && Trial.isAtRisk(clocks)),
        count(pairs, pair -> pair.moved() < 0),
        count(pairs, pair -> pair.moved() > 0),
        pairs.stream().mapToInt(pair -> stepsOnlyIn(pair.after(), pair.before())).sum(),
        pairs.stream().mapToInt(pair -> stepsOnlyIn(pair.before(), pair.after())).sum());
  }

  private static int count(List<Pair> pairs, Predicate<Pair> which) {
    return (int) pairs.stream().filter(which).count();
  }

  private static Trial.BeforeAndAfter beforeAndAfter(
      List<Pair> pairs, Predicate<RequestClocks> which) {
    return new Trial.BeforeAndAfter(
        count(pairs, pair -> which.test(pair.before())),
        count(pairs, pair -> which.test(pair.after())));
  }

  private static int stepsOnlyIn(RequestClocks here, RequestClocks there) {
    List<String> others = there.raised().stream().map(RaisedStep::stepId).toList();
    return (int) here.raised().stream().filter(step -> !others.contains(step.stepId())).count();
  }
}
