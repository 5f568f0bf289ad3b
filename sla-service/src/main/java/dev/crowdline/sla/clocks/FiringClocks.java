package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Topic;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.clocks.domain.ClockEvent;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Outcome;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.FactConsumer;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.tenancy.PolicyTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires what is due (P10): every 100 ms, the clocks of the partitions that this replica reads and
 * is not behind in. Others may do the same; a row is fired by who locks it, and the state is judged
 * under the lock, so nothing fires twice.
 */
@ApplicationScoped
public class FiringClocks {
  private static final Logger LOG = Logger.getLogger(FiringClocks.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BATCH = 500;

  private final Database database;
  private final FactConsumer consumer;
  private final ClockTable rows;
  private final ChoosingPolicies policies;
  private final MakingPlans plans;
  private final CalendarTable calendars;
  private final StoringChanges storing;
  private final KnowingWaits waits;
  private final ClockMetrics metrics;
  private final InstantSource clock;
  private @Nullable Loop loop;

  FiringClocks(
      Database database,
      FactConsumer consumer,
      ClockTable rows,
      ChoosingPolicies policies,
      MakingPlans plans,
      CalendarTable calendars,
      StoringChanges storing,
      KnowingWaits waits,
      ClockMetrics metrics,
      InstantSource clock) {
    this.database = database;
    this.consumer = consumer;
    this.rows = rows;
    this.policies = policies;
    this.plans = plans;
    this.calendars = calendars;
    this.storing = storing;
    this.waits = waits;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("clock-sweep", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Fires all that is due; safe at any time and in any number of threads and replicas (P12). */
  public void sweep() {
    int found;
    do {
      Set<Integer> partitions = consumer.currentPartitions(Topic.REQUESTS);
      found = partitions.isEmpty() ? 0 : database.transact(tx -> fire(tx, partitions));
    } while (found == BATCH);
  }

  /** Fires one batch; returns how many rows were looked at. */
  private int fire(Tx tx, Set<Integer> partitions) {
    Instant now = clock.instant();
    List<ClockedRequest> due = rows.lockDue(tx, partitions, now, BATCH);
    Map<ChoosingPolicies.Wanted, PolicyTable.Version> inForce =
        policies.of(tx, awaitingPolicy(due));
    Map<ClockedRequest.Key, Plan> planned = plans.of(tx, planned(due, inForce));
    Map<String, CalendarVersion> working =
        calendars.inForce(
            tx, due.stream().map(each -> each.key().community()).collect(Collectors.toSet()));
    Map<ClockedRequest.Key, Duration> expected = waits.of(tx, predicting(due, planned));
    List<Change> changes =
        due.stream()
            .map(request ->
                fire(
                    request,
                    planned.get(request.key()),
                    working.get(request.key().community()),
                    expected.get(request.key()),
                    now))
            .toList();
    storing.store(tx, now, changes);
    tx.afterCommit(() -> changes.forEach(this::report));
    return due.size();
  }

  private static Map<ClockedRequest.Key, RequestClocks> predicting(
      List<ClockedRequest> due, Map<ClockedRequest.Key, Plan> planned) {
    Map<ClockedRequest.Key, RequestClocks> predicting = new HashMap<>();
    for (ClockedRequest request : due) {
      Plan made = planned.get(request.key());
      RequestClocks clocks = made == null ? request.clocks() : request.clocks().planned(made);
      if (clocks.predicts()) {
        predicting.put(request.key(), clocks);
      }
    }
    return predicting;
  }

  private static List<ChoosingPolicies.Wanted> awaitingPolicy(List<ClockedRequest> due) {
    return due.stream()
        .filter(request -> request.clocks().plan() == null)
        .map(FiringClocks::wanted)
        .distinct()
        .toList();
  }

  private static ChoosingPolicies.Wanted wanted(ClockedRequest request) {
    Submission submission = request.clocks().submission();
    return new ChoosingPolicies.Wanted(
        request.key().community(), submission == null ? null : submission.policyVersion());
  }

  private static List<MakingPlans.Planned> planned(
      List<ClockedRequest> due, Map<ChoosingPolicies.Wanted, PolicyTable.Version> inForce) {
    List<MakingPlans.Planned> planned = new ArrayList<>();
    for (ClockedRequest request : due) {
      Submission submission = request.clocks().submission();
      PolicyTable.Version version = inForce.get(wanted(request));
      if (submission != null && submission.plan() == null && version != null) {
        planned.add(new MakingPlans.Planned(request.key(), submission, version));
      }
    }
    return planned;
  }

  private static Change fire(
      ClockedRequest request,
      @Nullable Plan made,
      @Nullable CalendarVersion calendar,
      @Nullable Duration expected,
      Instant now) {
    RequestClocks before = request.clocks();
    RequestClocks planned = before.inAtLeast(calendar);
    Submission submission = before.submission();
    if (submission != null && submission.plan() == null) {
      Plan plan = made == null ? ofUnknownCommunity(submission, now) : made;
      if (plan == null) {
        Instant again = now.plus(HearingOfRequests.POLICY_PAUSE);
        return new Change(before, request.with(before, again), List.of(), null);
      }
      planned = before.planned(plan);
    }
    Outcome outcome = planned.due(now, expected);
    Instant next =
        Objects.requireNonNullElse(
            outcome.clocks().nextDueAt(expected), now.plus(RequestClocks.RECHECK));
    return new Change(before, request.with(outcome.clocks(), next), outcome.events(), null);
  }

  /** A community of which nothing is heard for a minute gets the product's numbers. */
  private static @Nullable Plan ofUnknownCommunity(Submission submission, Instant now) {
    boolean patient = submission.at().plus(RequestClocks.PATIENCE).isAfter(now);
    return patient ? null : Plan.of(Policy.of(Pace.PRODUCT), 1, submission.priority(), null);
  }

  private void report(Change change) {
    for (ClockEvent event : change.events()) {
      switch (event) {
        case ClockEvent.Fired fired -> metrics.fired(fired.dueAt(), clock.instant());
        case ClockEvent.StillUnknown unknown -> {
          metrics.stillUnknown();
          LOG.warnf(
              "request %s is known by hearsay only; its submission was not heard",
              change.after().key().requestId());
        }
        case ClockEvent.StepWithdrawn withdrawn -> {}
        case ClockEvent.Replanned replanned -> {}
        case ClockEvent.Met met -> {}
      }
    }
  }
}
