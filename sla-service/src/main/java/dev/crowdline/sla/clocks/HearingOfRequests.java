package dev.crowdline.sla.clocks;

import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Outcome;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.PolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies facts to the clocks of their requests, any number at once: one statement reads and locks,
 * one stores. A request that was not heard of is created by whatever is heard first.
 */
@ApplicationScoped
public class HearingOfRequests {
  /** How soon a request is looked at again whose community's policy was not heard of yet. */
  static final Duration POLICY_PAUSE = Duration.ofSeconds(1);

  private final ClockTable rows;
  private final ChoosingPolicies policies;
  private final MakingPlans plans;
  private final StoringChanges storing;
  private final InstantSource clock;

  HearingOfRequests(
      ClockTable rows,
      ChoosingPolicies policies,
      MakingPlans plans,
      StoringChanges storing,
      InstantSource clock) {
    this.rows = rows;
    this.policies = policies;
    this.plans = plans;
    this.storing = storing;
    this.clock = clock;
  }

  /** Each request at most once. */
  public void hear(Tx tx, List<Heard> heard) {
    if (heard.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<ClockedRequest.Key, ClockedRequest> known =
        rows.lock(tx, heard.stream().map(Heard::key).toList());
    List<Told> told = heard.stream().map(each -> Told.of(each, known.get(each.key()))).toList();
    Map<ChoosingPolicies.Wanted, PolicyTable.Version> inForce =
        policies.of(
            tx, told.stream().map(Told::wanted).filter(Objects::nonNull).distinct().toList());
    Map<ClockedRequest.Key, Plan> planned =
        plans.of(
            tx, told.stream().map(each -> each.planned(inForce)).filter(Objects::nonNull).toList());
    List<Change> changes = new ArrayList<>();
    for (Told each : told) {
      Change change = each.change(planned.get(each.heard().key()), now);
      if (change != null) {
        changes.add(change);
      }
    }
    storing.store(tx, now, changes);
  }

  /**
   * A fact, and what its request's clocks say with it.
   *
   * @param wanted the policy that they wait for; null when they wait for none
   */
  private record Told(
      Heard heard,
      @Nullable ClockedRequest known,
      RequestClocks before,
      RequestClocks clocks,
      ChoosingPolicies.@Nullable Wanted wanted) {

    static Told of(Heard heard, @Nullable ClockedRequest known) {
      RequestClocks before = known == null ? RequestClocks.UNKNOWN : known.clocks();
      RequestClocks clocks = heard.effect().apply(before);
      Submission submission = clocks.submission();
      return new Told(
          heard,
          known,
          before,
          clocks,
          submission == null || submission.plan() != null
              ? null
              : new ChoosingPolicies.Wanted(heard.key().community(), submission.policyVersion()));
    }

    /** Null when it waits for no policy, or that was not heard of yet. */
    MakingPlans.@Nullable Planned planned(
        Map<ChoosingPolicies.Wanted, PolicyTable.Version> inForce) {
      PolicyTable.Version version = wanted == null ? null : inForce.get(wanted);
      Submission submission = clocks.submission();
      return version == null || submission == null
          ? null
          : new MakingPlans.Planned(heard.key(), submission, version);
    }

    /** Null when the fact changes nothing. */
    @Nullable Change change(@Nullable Plan plan, Instant now) {
      RequestClocks told = plan == null ? clocks : clocks.planned(plan);
      if (known != null && told.equals(before)) {
        return null;
      }
      Outcome outcome = told.settled(now);
      ClockedRequest after =
          new ClockedRequest(
              heard.key(),
              heard.partition(),
              lookAt(outcome.clocks(), known == null ? null : known.dueAt(), now),
              outcome.clocks());
      return new Change(before, after, outcome.events(), heard.fact());
    }
  }

  /**
   * When to look at it. A deadline that moves away is left where it is, because moving it costs an
   * entry in an index with every fact of a request that is answered long before it; who looks too
   * early finds nothing due and moves it then.
   */
  private static @Nullable Instant lookAt(
      RequestClocks clocks, @Nullable Instant stored, Instant now) {
    if (clocks.timeline().status().isFinished()) {
      return null;
    }
    Instant next = nextLook(clocks, now);
    return stored != null && stored.isBefore(next) ? stored : next;
  }

  private static Instant nextLook(RequestClocks clocks, Instant now) {
    if (clocks.submission() == null) {
      return now.plus(RequestClocks.PATIENCE);
    }
    if (clocks.plan() == null) {
      return now.plus(POLICY_PAUSE);
    }
    return Objects.requireNonNullElse(clocks.nextDueAt(), now.plus(RequestClocks.RECHECK));
  }
}
