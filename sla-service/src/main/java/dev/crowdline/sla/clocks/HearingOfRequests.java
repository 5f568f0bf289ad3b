package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Outcome;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.sla.clocks.persistence.PolicyTable;
import dev.crowdline.support.database.Tx;
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
  private final PolicyTable policies;
  private final StoringChanges storing;
  private final InstantSource clock;

  HearingOfRequests(
      ClockTable rows, PolicyTable policies, StoringChanges storing, InstantSource clock) {
    this.rows = rows;
    this.policies = policies;
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
    Map<String, Policy> inForce = policies.inForce(tx, communities(heard, known));
    List<Change> changes = new ArrayList<>();
    for (Heard each : heard) {
      Change change = change(each, known.get(each.key()), inForce.get(each.key().community()), now);
      if (change != null) {
        changes.add(change);
      }
    }
    storing.store(tx, now, changes);
  }

  /** Those that a request may be submitted to; for the others no policy is needed. */
  private static List<String> communities(
      List<Heard> heard, Map<ClockedRequest.Key, ClockedRequest> known) {
    return heard.stream()
        .map(Heard::key)
        .filter(key -> {
          ClockedRequest request = known.get(key);
          return request == null || request.clocks().plan() == null;
        })
        .map(ClockedRequest.Key::community)
        .distinct()
        .toList();
  }

  /** Null when the fact changes nothing. */
  private static @Nullable Change change(
      Heard heard, @Nullable ClockedRequest known, @Nullable Policy policy, Instant now) {
    RequestClocks before = known == null ? RequestClocks.UNKNOWN : known.clocks();
    RequestClocks told = heard.effect().apply(before);
    Submission submission = told.submission();
    if (policy != null && submission != null) {
      told = told.planned(Plan.of(policy, submission.priority()));
    }
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
