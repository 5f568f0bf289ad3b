package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Priority;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.tenancy.PolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes plans of versions of policies. What a request was is asked for only where a version has
 * cases that tell requests apart.
 */
@ApplicationScoped
public class MakingPlans {
  private final KnowingTraits traits;

  MakingPlans(KnowingTraits traits) {
    this.traits = traits;
  }

  /**
   * A request that gets a plan.
   *
   * @param submission what was heard when it was submitted
   */
  public record Planned(
      ClockedRequest.Key key, Submission submission, PolicyTable.Version version) {}

  /** The plan of each request. */
  public Map<ClockedRequest.Key, Plan> of(Sql sql, Collection<Planned> planned) {
    Map<ClockedRequest.Key, Priority> apart =
        planned.stream()
            .filter(each -> !each.version().policy().allCases().isEmpty())
            .collect(Collectors.toMap(Planned::key, each -> each.submission().priority()));
    Map<ClockedRequest.Key, Traits> known = apart.isEmpty() ? Map.of() : traits.of(sql, apart);
    Map<ClockedRequest.Key, Plan> plans = new HashMap<>();
    for (Planned each : planned) {
      plans.put(
          each.key(),
          Plan.of(
              each.version().policy(),
              each.version().version(),
              each.submission().priority(),
              known.get(each.key())));
    }
    return plans;
  }
}
