package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Outcome;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Retimed;
import dev.crowdline.sla.clocks.domain.Trial;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.PolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Puts requests that run under another version of their community's policy, or says what if. */
@ApplicationScoped
public class ReplanningClocks {
  private static final int BATCH = 500;

  private final Database database;
  private final ClockTable clocks;
  private final MakingPlans plans;
  private final StoringChanges storing;
  private final InstantSource clock;

  ReplanningClocks(
      Database database,
      ClockTable clocks,
      MakingPlans plans,
      StoringChanges storing,
      InstantSource clock) {
    this.database = database;
    this.clocks = clocks;
    this.plans = plans;
    this.storing = storing;
    this.clock = clock;
  }

  /**
   * How far a pass has come.
   *
   * @param changed how many requests were put under the version now
   * @param last the last one looked at
   * @param isOver whether none is left after that
   */
  public record Progress(int changed, UUID last, boolean isOver) {}

  /** What is running, and what of it was tried. */
  public record Tried(int running, Trial trial) {}

  /** The same of a calendar. */
  public record RetimingTried(int running, Retimed retimed) {}

  /**
   * Puts the next requests after one under a version that is later than theirs, at most 500. What
   * the facts make certain is judged and stated with it; what silence means is left to who fires
   * clocks, at once.
   */
  public Progress replan(Tx tx, PolicyTable.Version to, UUID after) {
    Instant now = clock.instant();
    List<ClockedRequest.Key> keys = clocks.before(tx, to.community(), to.version(), after, BATCH);
    Map<ClockedRequest.Key, ClockedRequest> locked = clocks.lock(tx, keys);
    List<ClockedRequest> before =
        keys.stream()
            .map(locked::get)
            .filter(Objects::nonNull)
            .filter(request -> isBefore(request.clocks(), to))
            .toList();
    Map<ClockedRequest.Key, Plan> planned = plans.of(tx, planned(before, to));
    List<Change> changes =
        before.stream()
            .map(
                request -> change(request, Objects.requireNonNull(planned.get(request.key())), now))
            .toList();
    storing.store(tx, now, changes);
    UUID last = keys.isEmpty() ? after : keys.getLast().requestId();
    return new Progress(changes.size(), last, keys.size() < BATCH);
  }

  /** It may have ended, or been put under it, before it was locked. */
  private static boolean isBefore(RequestClocks clocks, PolicyTable.Version to) {
    Plan plan = clocks.plan();
    return plan != null
        && plan.version() < to.version()
        && !clocks.timeline().status().isFinished();
  }

  private static List<MakingPlans.Planned> planned(
      List<ClockedRequest> requests, PolicyTable.Version to) {
    return requests.stream()
        .map(request ->
            new MakingPlans.Planned(
                request.key(), Objects.requireNonNull(request.clocks().submission()), to))
        .toList();
  }

  private static Change change(ClockedRequest request, Plan plan, Instant now) {
    RequestClocks before = request.clocks();
    Outcome outcome = before.replanned(plan, now);
    return new Change(before, request.with(outcome.clocks(), now), outcome.events(), null);
  }

  /**
   * The same for a version of the calendar. Nobody else need hear of it: what it takes back or adds
   * is stated, and the rest are times that only clocks know.
   */
  public Progress retime(Tx tx, String community, CalendarVersion to, UUID after) {
    Instant now = clock.instant();
    List<ClockedRequest.Key> keys =
        clocks.beforeCalendar(tx, community, to.version(), after, BATCH);
    Map<ClockedRequest.Key, ClockedRequest> locked = clocks.lock(tx, keys);
    List<Change> changes =
        keys.stream()
            .map(locked::get)
            .filter(Objects::nonNull)
            .filter(request -> isBefore(request.clocks(), to))
            .map(request -> retimed(request, to, now))
            .toList();
    storing.store(tx, now, changes);
    UUID last = keys.isEmpty() ? after : keys.getLast().requestId();
    return new Progress(changes.size(), last, keys.size() < BATCH);
  }

  private static boolean isBefore(RequestClocks clocks, CalendarVersion to) {
    Plan plan = clocks.plan();
    return plan != null
        && plan.calendarVersion() < to.version()
        && !clocks.timeline().status().isFinished();
  }

  private static Change retimed(ClockedRequest request, CalendarVersion to, Instant now) {
    Outcome outcome = request.clocks().inAtLeast(to).settled(now);
    return new Change(
        request.clocks(), request.with(outcome.clocks(), now), outcome.events(), null);
  }

  /** What a calendar would mean at once for what runs; of more than that many, for the oldest. */
  public RetimingTried tryOut(String community, CalendarVersion calendar, int most) {
    Instant now = clock.instant();
    return database.read(sql -> {
      List<ClockedRequest> oldest = clocks.running(sql, community, most);
      List<RequestClocks> tried = oldest.stream().map(ClockedRequest::clocks).toList();
      return new RetimingTried(
          running(sql, community, oldest.size(), most), Retimed.of(tried, calendar, now));
    });
  }

  private int running(Sql sql, String community, int found, int most) {
    return found < most ? found : clocks.countRunning(sql, community);
  }

  /** What a policy would mean at once for what runs; of more than that many, for the oldest. */
  public Tried tryOut(String community, Policy policy, int most) {
    Instant now = clock.instant();
    return database.read(sql -> {
      List<ClockedRequest> oldest = clocks.running(sql, community, most);
      List<ClockedRequest> underAPlan =
          oldest.stream().filter(each -> each.clocks().plan() != null).toList();
      Map<ClockedRequest.Key, Plan> planned =
          plans.of(sql, planned(underAPlan, new PolicyTable.Version(community, 0, policy, now)));
      List<Trial.Running> tried =
          underAPlan.stream()
              .map(each ->
                  new Trial.Running(each.clocks(), Objects.requireNonNull(planned.get(each.key()))))
              .toList();
      return new Tried(running(sql, community, oldest.size(), most), Trial.of(tried, policy, now));
    });
  }
}
